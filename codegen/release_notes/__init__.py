"""What teams that install the packages read about a new version, made from the review of it."""
