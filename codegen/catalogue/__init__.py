"""From a vendor's catalogue of methods, one JSON object a line, to spec files, one a method."""
