"""APIs that come and go between two versions."""

from __future__ import annotations

import shutil

from .repositories import commit
from .working_trees import WorkingTree, copy_spec


def test_new_api(tree: WorkingTree) -> None:
    """An API that the base lacks is new: nothing of it can break anybody."""
    copy_spec("openim", tree.root)
    tree.regenerate()

    reviewed = tree.review()

    openim, _ = reviewed.document["apis"]
    assert (openim["status"], openim["verdict"]) == ("added", "compatible")
    assert "## openim: added (`openim-client`)" in reviewed.markdown
    assert reviewed.files["openim.patch"].count("new file mode") > 50
    assert reviewed.code == 0
    assert reviewed.is_valid


def test_removed_api(tree: WorkingTree) -> None:
    """An API that is gone, with all that its code needs, breaks every caller; that can be approved."""
    gone = tree.root / "spec" / "gone"
    shutil.copytree(tree.root / "spec" / "top", gone)
    tree.change("gone/openapi.yaml", ("name: top-client", "name: gone-client"))
    shutil.copytree(tree.root / "generated" / "top-client", tree.root / "generated" / "gone-client")
    commit(tree.root)
    shutil.rmtree(gone)

    reviewed = tree.review()

    assert (reviewed.code, reviewed.rules) == (1, [("changes", "api-removed")])
    assert "gone is gone: every call fails" in reviewed.markdown
    assert reviewed.files["gone.patch"].count("deleted file mode") > 50
    assert reviewed.is_valid
    tree.approve(*reviewed.document["findings"])
    assert tree.review().code == 0


def test_renamed_package(tree: WorkingTree) -> None:
    """A package of another name is another package: who has the old one gets nothing new."""
    tree.change("top/openapi.yaml", ("name: top-client", "name: taobao-client"))

    reviewed = tree.review()

    assert ("changes", "package-renamed") in reviewed.rules
    assert "top-client is taobao-client now" in reviewed.markdown
