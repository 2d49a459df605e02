"""The order of a build, from settings to published outputs."""
