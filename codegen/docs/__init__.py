"""The reference of the clients: Markdown pages of the same data that the clients are generated from."""

from codegen.docs.single import single_page
from codegen.docs.site import site

__all__ = ["single_page", "site"]
