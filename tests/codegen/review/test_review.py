"""The review of a working tree against a commit, in real repositories."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import jsonschema_rs
import pytest
from attrs import evolve

from codegen.diff.changes import Change
from codegen.findings import Finding, Place, SpecError
from codegen.load import ApiSpec
from codegen.review import command
from codegen.review.engines import VersionQuestion
from codegen.review.errors import CannotCompareError
from codegen.review.trees import compare_trees
from codegen.versioning import VersionVerdict

from .repositories import commit, git
from .working_trees import ENGINES, METHOD, USER_ID, Reviewed, WorkingTree, copy_spec

SCHEMA = json.loads((Path(command.__file__).parent / "review.schema.json").read_text("utf-8"))
DEVICE = "\n        device: {type: string, description: A device., examples: [web]}"


def add_member(tree: WorkingTree, member: str = DEVICE) -> None:
    tree.change(METHOD, (USER_ID, member + USER_ID))


def remove_picture(tree: WorkingTree) -> None:
    path = tree.root / "spec" / METHOD
    text = path.read_text("utf-8")
    start, end = text.index("        picture:\n"), text.index("        pict:\n")
    path.write_text((text[:start] + text[end:]).replace("              picture: https", "              pict_: https"))
    tree.change(METHOD, ("              pict_: https://img.example.com/parcel-small.png\n", ""))


def valid(reviewed: Reviewed) -> bool:
    validator = jsonschema_rs.Draft202012Validator(SCHEMA)
    return [error.message for error in validator.iter_errors(reviewed.document)] == []


def test_no_change(tree: WorkingTree) -> None:
    """Where nothing changed the review says so in a few lines, and passes."""
    reviewed = tree.review()

    assert reviewed.code == 0
    assert "✅ **PASS**: no changes." in reviewed.markdown
    assert len(reviewed.markdown.splitlines()) < 10
    assert set(reviewed.files) == {"review.md", "review.json", "docs.html"}
    assert reviewed.document["changed"] is False
    assert valid(reviewed)


def test_added_member(tree: WorkingTree) -> None:
    """A new optional member is shown with its place, its source, the call that has it; the version has to rise."""
    add_member(tree)
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
    assert valid(reviewed)


def test_added_member_in_a_new_version(tree: WorkingTree) -> None:
    """With its version raised, a change that breaks nobody passes."""
    add_member(tree)
    tree.raise_version("1.1.0")
    tree.regenerate()

    reviewed = tree.review()

    assert (reviewed.code, reviewed.rules) == (0, [])
    assert "✅ **PASS**: nothing breaks callers." in reviewed.markdown


def test_patch(tree: WorkingTree) -> None:
    """The patch turns the generated code of the base into the new one."""
    base = tree.root / "generated"
    before = shutil.copytree(base, tree.root.parent / "before" / "generated")
    add_member(tree)
    tree.regenerate()

    patch = tree.root.parent / "top.patch"
    patch.write_text(tree.review().files["top.patch"], encoding="utf-8")
    git(before.parent, "init", "-q")
    git(before.parent, "apply", str(patch))

    compared = subprocess.run(["diff", "-r", str(before), str(base)], capture_output=True, text=True, check=False)
    assert compared.stdout == ""


def test_removed_member(tree: WorkingTree) -> None:
    """What breaks callers fails, is proved by the base's own example, and comes with the approval to fill in."""
    remove_picture(tree)
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
    assert valid(reviewed)


def test_approved(tree: WorkingTree) -> None:
    """Approved changes pass, and the text says why they may."""
    remove_picture(tree)
    tree.raise_version("2.0.0")
    tree.regenerate()
    tree.approve(*tree.review().document["findings"])

    reviewed = tree.review()

    assert (reviewed.code, reviewed.rules) == (0, [])
    assert "2 breaking changes approved" in reviewed.markdown
    assert "Nobody has called it for years." in reviewed.markdown
    assert valid(reviewed)


def test_approval_does_not_silence_the_version(tree: WorkingTree) -> None:
    """A version that should rise is no matter of approval."""
    remove_picture(tree)
    tree.regenerate()
    findings = tree.review().document["findings"]
    tree.approve(*findings)

    assert tree.review().rules == [("approvals", "approval-rule-unknown"), ("version", "version")]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"pointer": "/elsewhere"}, [("approvals", "approval-unused"), ("changes", "member-removed")]),
        ({"rule": "member-gone"}, [("approvals", "approval-rule-unknown"), ("changes", "member-removed")]),
        ({"api": "tpo"}, [("approvals", "approval-wrong"), ("changes", "member-removed")]),
    ],
)
def test_wrong_approval(tree: WorkingTree, changed: dict[str, str], expected: list[tuple[str, str]]) -> None:
    """An approval that nothing needs is a finding, and what it was meant for still is one."""
    remove_picture(tree)
    tree.raise_version("2.0.0")
    tree.regenerate()
    first, *rest = tree.review().document["findings"]
    tree.approve(first | changed, *rest)

    assert tree.review().rules == expected


def test_wrong_approvals_file(tree: WorkingTree) -> None:
    """A mistake in the file is named with its line, though nothing else changed."""
    tree.approve({"api": "top", "rule": "member-removed", "pointer": "/paths"}, reason="no")

    reviewed = tree.review()

    assert reviewed.code == 1
    assert "`spec/approvals.toml:5:1` `approval-wrong`: the reason is a sentence" in reviewed.markdown


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
    remove_picture(tree)
    tree.regenerate()

    reviewed = tree.review(engines=evolve(ENGINES, compare=lambda old, new: ()))

    assert ("examples", "example-fails") in reviewed.rules


def test_missing_source(tree: WorkingTree) -> None:
    """A change of which nobody says where it comes from is a finding at its place."""
    tree.change(METHOD, ("x-source:\n  document: taobao.tpn.template.message.send\n  basis: documented\n", ""))
    add_member(tree)
    tree.raise_version("1.1.0")
    tree.regenerate()

    reviewed = tree.review()

    assert reviewed.code == 1
    assert ("sources", "source-missing") in reviewed.rules
    assert "nothing says where this comes from: TpnTemplateMessageSendRequest.device is new" in reviewed.markdown


def test_stale_generated_code(tree: WorkingTree) -> None:
    """Generated code that is not what the spec says is a finding."""
    add_member(tree)
    tree.raise_version("1.1.0")

    reviewed = tree.review()

    assert reviewed.rules == [("generated", "generated-stale")]
    assert "Run `nox -s generate`." in reviewed.markdown


def test_edited_generated_code(tree: WorkingTree) -> None:
    """A generated file that somebody edited is a finding, though no spec changed."""
    path = tree.root / "generated/top-client/src/top_client/__init__.py"
    path.write_text(path.read_text("utf-8") + "\n")

    assert tree.review().rules == [("generated", "generated-stale")]


def test_change_of_codegen(tree: WorkingTree) -> None:
    """What a change of codegen or runtime does is counted by itself, and is in no patch of the spec."""
    path = tree.root / "generated/top-client/src/top_client/_runtime/common/text.py"
    current = path.read_text("utf-8")
    path.write_text(current + "\n\nOLD = 1\n", encoding="utf-8")
    commit(tree.root)
    path.write_text(current, encoding="utf-8")

    reviewed = tree.review()

    assert reviewed.code == 0
    assert "codegen and runtime change 1 file" in reviewed.markdown
    assert "top.patch" not in reviewed.files


def test_any_byte_demands_a_version(tree: WorkingTree) -> None:
    """Users get another file where nothing but the digest of the generator is another."""
    path = tree.root / "generated/top-client/src/top_client/MANIFEST.json"
    current = path.read_text("utf-8")
    path.write_text(current.replace('"generator": "', '"generator": "0', 1), encoding="utf-8")
    assert path.read_text("utf-8") != current
    commit(tree.root)
    path.write_text(current, encoding="utf-8")
    asked: list[VersionQuestion] = []

    def judge(question: VersionQuestion) -> VersionVerdict:
        asked.append(question)
        return ENGINES.judge(question)

    tree.review(engines=evolve(ENGINES, judge=judge))

    assert [question.code_changed for question in asked] == [True]


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
    assert valid(reviewed)


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
    assert valid(reviewed)
    tree.approve(*reviewed.document["findings"])
    assert tree.review().code == 0


def test_renamed_package(tree: WorkingTree) -> None:
    """A package of another name is another package: who has the old one gets nothing new."""
    tree.change("top/openapi.yaml", ("name: top-client", "name: taobao-client"))

    reviewed = tree.review()

    assert ("changes", "package-renamed") in reviewed.rules
    assert "top-client is taobao-client now" in reviewed.markdown


def test_specs_that_cannot_be_judged(tree: WorkingTree) -> None:
    """Where a judgement cannot be made, there is no review."""

    def fail(old: ApiSpec, new: ApiSpec) -> tuple[Change, ...]:
        raise SpecError([Finding(Place("spec/top/openapi.yaml", 1, 1), "a-rule", "a message", "why", "fix")])

    reviewed = tree.review(engines=evolve(ENGINES, compare=fail))

    assert (reviewed.code, reviewed.files) == (2, {})
    assert "top cannot be compared.\nspec/top/openapi.yaml:1:1  a-rule  a message" in reviewed.error


def test_trees_that_git_cannot_compare(tmp_path: Path) -> None:
    """What git cannot read is not the same on both sides."""
    with pytest.raises(CannotCompareError, match="the generated code cannot be compared: error: Could not access 'a'"):
        compare_trees(tmp_path, "a", "b")


def test_markdown_shows_text_as_it_is(tree: WorkingTree) -> None:
    """Nothing that a spec says becomes markup: no table cell ends early, no tag, no mention."""
    add_member(
        tree,
        "\n        'a|b`<b>@team': {type: string, x-python-name: odd, description: 'x | `y` <script>', "
        "examples: ['```']}",
    )
    tree.regenerate()

    markdown = tree.review().markdown

    rows = [line for line in markdown.splitlines() if "`member-added`" in line]
    assert [row.replace("\\|", "").count("|") for row in rows] == [6]
    assert "a\\|b\\`&lt;b&gt;&#64;team" in rows[0]
    assert "<script>" not in markdown


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


@pytest.mark.parametrize("base", ["no-such-branch", "", "--help"])
def test_unknown_base(tree: WorkingTree, base: str) -> None:
    """Without a base nothing is compared, nothing old is left, and no one can read that as no changes."""
    tree.review()

    reviewed = tree.review(base)

    assert (reviewed.code, reviewed.files) == (2, {})
    assert "could not be made, which is not the same as no changes: " in reviewed.error


def test_no_repository(tree: WorkingTree) -> None:
    """Outside of a repository nothing can be compared."""
    shutil.rmtree(tree.root / ".git")

    reviewed = tree.review()

    assert reviewed.code == 2
    assert "is not in a git repository" in reviewed.error


def test_base_without_specs(tree: WorkingTree) -> None:
    """A base without specs is no base; it would make everything look new."""
    git(tree.root, "checkout", "-q", "--orphan", "empty")
    git(tree.root, "rm", "-rqf", "--cached", ".")
    git(tree.root, "commit", "-q", "--allow-empty", "-m", "Nothing")

    reviewed = tree.review("empty")

    assert reviewed.code == 2
    assert "empty (" in reviewed.error


def test_base_that_cannot_be_read(tree: WorkingTree) -> None:
    """A base whose spec is no document is named with its place."""
    path = tree.root / "spec" / METHOD
    current = path.read_text("utf-8")
    path.write_text(f"{current}\n  broken: [\n", encoding="utf-8")
    commit(tree.root)
    path.write_text(current, encoding="utf-8")

    reviewed = tree.review()

    assert reviewed.code == 2
    assert "HEAD (" in reviewed.error
    assert f"spec/{METHOD}:" in reviewed.error


def test_tree_that_cannot_be_read(tree: WorkingTree) -> None:
    """A working tree whose spec is no document is named with its place."""
    tree.review()
    tree.change(METHOD, ("paths:\n", "path: [\n"))

    reviewed = tree.review()

    assert (reviewed.code, reviewed.files) == (2, {})
    assert f"the working tree: top cannot be read.\nspec/{METHOD}:" in reviewed.error


def test_tree_that_cannot_be_generated(tree: WorkingTree) -> None:
    """A keyword that codegen does not support ends the comparison, with its place."""
    add_member(tree, DEVICE.replace("type: string", "type: string, patternProperties: {}"))

    reviewed = tree.review()

    assert reviewed.code == 2
    assert "top cannot be generated" in reviewed.error
    assert f"spec/{METHOD}:" in reviewed.error


def test_tree_that_codegen_stumbles_over(tree: WorkingTree) -> None:
    """What codegen takes for granted and does not find is no pass either."""
    tree.change(METHOD, ("      x-resend: {same: [biz_id]}\n", ""))

    reviewed = tree.review()

    assert reviewed.code == 2
    assert "KeyError: 'x-resend'" in reviewed.error


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


def test_half_written(tree: WorkingTree, monkeypatch: pytest.MonkeyPatch) -> None:
    """A review that cannot be written whole is not left half."""
    write = Path.write_bytes

    def fail(path: Path, data: bytes) -> int:
        if path.name == "docs.html":
            raise OSError("disk full")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", fail)

    with pytest.raises(OSError, match="disk full"):
        tree.review()
    assert list(tree.out.iterdir()) == []
