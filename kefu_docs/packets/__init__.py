"""PDF to packet: same bytes twice, assembly, outline, page labels."""
