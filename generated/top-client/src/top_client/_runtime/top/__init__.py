"""The runtime of the Taobao Open Platform."""
