"""The check of the documents finds what it is for."""

import importlib.util

import pytest
import typer
import typer.main


@pytest.fixture(scope="module")
def check_docs(project_root):
    spec = importlib.util.spec_from_file_location("check_docs", project_root / "tools/check_docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def commands():
    app, campaign = typer.Typer(), typer.Typer()
    app.add_typer(campaign, name="campaign")

    @campaign.command()
    def start(name: str, live: bool = False): ...

    @campaign.command()
    def pause(name: str): ...

    @app.command()
    def why(address: str): ...

    return typer.main.get_command(app)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("[here](nowhere.md)", "the link nowhere.md leads nowhere"),
        ("see `functions/nothing/handler.py`", "the path functions/nothing/handler.py does not exist"),
        ("run `make coffee`", "`make coffee`: the Makefile has no such verb"),
        ("```sh\nmake coffee\n```", "`make coffee`: the Makefile has no such verb"),
        ("`outreach dance`", "`outreach dance`: there is no such command"),
        ("```\noutreach campaign strat x\n```", "`outreach campaign strat`: there is no such command"),
        ("`outreach campaign start x --life`", "`outreach campaign start --life`: there is no such option"),
        ("`outreach campaign start|stop x`", "`outreach campaign stop`: there is no such command"),
    ],
)
def test_what_does_not_exist_is_found(check_docs, commands, tmp_path, text, finding):
    document = tmp_path / "page.md"
    document.write_text(text)

    assert list(check_docs.findings(document, commands)) == [finding]


def test_what_exists_is_not_complained_about(check_docs, commands, tmp_path):
    document = tmp_path / "page.md"
    document.write_text(
        "[page](page.md#part) [site](https://example.com) `template.yaml` `tools/check_docs.py` `and/or`\n"
        "`make test` makes sense; outreach works. `outreach why EMAIL` `outreach campaign start ID --live`\n"
        "```sh\nmake test ARGS=-x && .venv/bin/outreach campaign start|pause demo\n```\n"
    )

    assert list(check_docs.findings(document, commands)) == []
