"""What a review says of the changes between two versions, in real repositories."""

from __future__ import annotations

import re

from attrs import evolve

from .repositories import commit
from .working_trees import ENGINES, METHOD, WorkingTree, copy_spec


def test_no_change(tree: WorkingTree) -> None:
    """Where nothing changed the review says so in a few lines, and passes."""
    reviewed = tree.review()

    assert reviewed.code == 0
    assert "✅ **PASS**: no changes." in reviewed.markdown
    assert len(reviewed.markdown.splitlines()) < 10
    assert set(reviewed.files) == {"review.md", "review.json", "docs.html"}
    assert reviewed.document["changed"] is False
    assert reviewed.is_valid


def test_added_member(tree: WorkingTree) -> None:
    """A new optional member is shown with its place, its source, the call that has it; the version has to rise."""
    tree.add_member()
    tree.regenerate()

    reviewed = tree.review()

    assert reviewed.code == 1
    assert reviewed.rules == [("version", "version")]
    assert "❌ **FAIL**: top: version and changelog (1)." in reviewed.markdown
    (row,) = [line for line in reviewed.markdown.splitlines() if "`member-added`" in line]
    assert "🟢 compatible (request)" in row
    assert "`spec/top/taobao.tpn.template.message.send.yaml:" in row
    assert "`/components/schemas/TpnTemplateMessageSendRequest/properties/device`" in row
    assert "taobao.tpn.template.message.send, documented" in row
    assert '+        device="web",' in reviewed.markdown
    assert "+device = web" in reviewed.markdown
    assert "devicewebformatjson" in reviewed.markdown.partition("String to sign")[2]
    assert "- Added something." in reviewed.markdown
    assert "x-package-version: 1.1.0" in reviewed.markdown
    assert reviewed.is_valid


def test_added_member_in_a_new_version(tree: WorkingTree) -> None:
    """With its version raised, a change that breaks nobody passes."""
    tree.add_member()
    tree.raise_version("1.1.0")
    tree.regenerate()

    reviewed = tree.review()

    assert (reviewed.code, reviewed.rules) == (0, [])
    assert "✅ **PASS**: nothing breaks callers." in reviewed.markdown


def test_removed_member(tree: WorkingTree) -> None:
    """What breaks callers fails, is proved by the base's own example, and comes with the approval to fill in."""
    tree.remove_picture()
    tree.raise_version("2.0.0")
    tree.regenerate()

    reviewed = tree.review()

    assert reviewed.code == 1
    assert reviewed.rules == [("changes", "member-removed"), ("python", "parameter-removed")]
    assert "the new spec refuses it:" in reviewed.markdown
    assert "Additional properties are not allowed ('picture' was unexpected)" in reviewed.markdown
    assert '-        picture="https://img.example.com/parcel-small.png",' in reviewed.markdown
    assert 'rule = "member-removed"\npointer = "/components/schemas/' in reviewed.markdown
    assert 'reason = ""' in reviewed.markdown
    assert reviewed.is_valid


def test_changed_example(tree: WorkingTree) -> None:
    """An example that says something else is shown before and after, and breaks nobody."""
    tree.change(METHOD, ("              template_key: order_shipped\n", "              template_key: order_paid\n"))
    tree.regenerate()

    reviewed = tree.review()

    assert ("examples", "example-fails") not in reviewed.rules
    assert '-        template_key="order_shipped",' in reviewed.markdown
    assert '+        template_key="order_paid",' in reviewed.markdown


def test_failing_example_that_no_change_explains(tree: WorkingTree) -> None:
    """Where the rules see no break and an example does, it is a finding: one of the two is wrong."""
    tree.remove_picture()
    tree.regenerate()

    reviewed = tree.review(engines=evolve(ENGINES, compare=lambda old, new: ()))

    assert ("examples", "example-fails") in reviewed.rules


def test_missing_source(tree: WorkingTree) -> None:
    """A change of which nobody says where it comes from is a finding at its place."""
    tree.change(METHOD, ("x-source:\n  document: taobao.tpn.template.message.send\n  basis: documented\n", ""))
    tree.add_member()
    tree.raise_version("1.1.0")
    tree.regenerate()

    reviewed = tree.review()

    assert reviewed.code == 1
    assert ("sources", "source-missing") in reviewed.rules
    assert "nothing says where this comes from: TpnTemplateMessageSendRequest.device is new" in reviewed.markdown


def test_change_of_what_many_share(tree: WorkingTree) -> None:
    """What breaks all variants of a union is one finding, and its approval can be pasted as it is shown."""
    copy_spec("openim", tree.root)
    tree.regenerate()
    commit(tree.root)
    required = "required: [recvIDs, sendID"
    tree.change("openim/msg.batch_send_msg.yaml", (f"{required}]", f"{required}, senderNickname]"))
    tree.change("openim/openapi.yaml", ("x-package-version: 1.0.0", "x-package-version: 2.0.0"))
    tree.regenerate()

    reviewed = tree.review()

    assert reviewed.rules == [("changes", "member-required")]
    assert reviewed.markdown.count("| `member-required`") == 1
    assert "## top: no changes" in reviewed.markdown
    (block,) = re.findall(r"```toml\n(.*?)```", reviewed.markdown, re.DOTALL)
    text = block.replace('reason = ""', 'reason = "The server has refused it since v3.8."')
    (tree.root / "spec" / "approvals.toml").write_text(text, encoding="utf-8")
    assert tree.review().rules == []


def test_markdown_shows_text_as_it_is(tree: WorkingTree) -> None:
    """Nothing that a spec says becomes markup: no table cell ends early, no tag, no mention."""
    tree.add_member(
        "\n        'a|b`<b>@team': {type: string, x-python-name: odd, description: 'x | `y` <script>', "
        "examples: ['```']}",
    )
    tree.regenerate()

    markdown = tree.review().markdown

    rows = [line for line in markdown.splitlines() if "`member-added`" in line]
    assert [row.replace("\\|", "").count("|") for row in rows] == [6]
    assert "a\\|b\\`&lt;b&gt;&#64;team" in rows[0]
    assert "<script>" not in markdown


def test_lint_findings_of_the_base_do_not_matter(tree: WorkingTree) -> None:
    """A base that breaks a convention can be compared, so that the change which mends it can be reviewed."""
    tree.change(METHOD, ("          description: Id of the template (模板ID).\n", ""))
    commit(tree.root)
    tree.change(
        METHOD,
        (
            "x-client-only: [minimum]\n          examples: [101]",
            "x-client-only: [minimum]\n          description: Id of the template.\n          examples: [101]",
        ),
    )
    tree.raise_version("1.0.1")
    tree.regenerate()

    assert tree.review().rules == []
