"""What the runtimes of all APIs share."""
