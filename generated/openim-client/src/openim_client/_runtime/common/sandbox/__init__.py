"""What the sandboxes of all APIs share."""
