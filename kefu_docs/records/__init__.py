"""YAML text to model: parsing with locations, decoding, selection, JSON Schema."""
