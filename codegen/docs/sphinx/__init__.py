"""What Sphinx makes HTML of the pages with."""
