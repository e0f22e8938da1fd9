"""What the clients cost: ratios measured side by side, for people to read. Nothing here asserts a time."""
