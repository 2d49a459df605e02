"""build/manifest.json and build/index.html."""
