"""What a user of the wheels writes once for tests against the sandboxes."""

pytest_plugins = ["top_client.sandbox.pytest_plugin", "openim_client.sandbox.pytest_plugin"]
