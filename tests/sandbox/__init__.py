"""The sandboxes, as their users' tests and the servers they stand in for would see them."""
