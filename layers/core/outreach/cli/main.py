"""The `outreach` command. Each group of commands is a module beside this one."""

import getpass
import inspect
from typing import Annotated

import typer

from outreach.cli import (
    archive,
    artifacts,
    campaign,
    campaign_check,
    campaign_diff,
    dead_letter,
    demo,
    drill,
    events,
    init,
    kill,
    leads,
    mailbox,
    person,
    preflight,
    preview,
    production_access,
    replies,
    restore,
    run,
    senders,
    simulate,
    status,
    suppress,
    test_send,
    timetable,
    unknown,
    updown,
    variants,
    what_if,
    why,
)
from outreach.cli.command import Root
from outreach.cli.exits import TABLE
from outreach.cli.output import talking_about
from outreach.cli.stacks import LOCAL, Call

EPILOG = f"""\
[bold]A first rehearsal[/bold]

outreach up
outreach campaign apply infra/demo/campaign.yaml
outreach suppress import infra/demo/suppressions.csv
outreach leads import infra/demo/leads.csv --campaign-id demo
outreach run --campaign-id demo --mode proof --export-artifacts
outreach why siobhan.meyer@brennan.example

[bold]Exit codes[/bold]

{TABLE}

--stack and --actor may stand anywhere on the line. Results go to standard
output, and everything else to standard error. All times are UTC."""

app = typer.Typer(
    name="outreach",
    cls=Root,
    help="Outbound e-mail sequences: apply campaigns, import leads, rehearse, send, stop, and ask why.",
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def root(
    ctx: typer.Context,
    stack: Annotated[
        str,
        typer.Option(
            envvar="OUTREACH_STACK",
            help="`local`, or the name of a CloudFormation stack in your AWS account and region.",
        ),
    ] = LOCAL,
    actor: Annotated[
        str | None,
        typer.Option(envvar="OUTREACH_ACTOR", help="Who is recorded with changes. (default: your user name)"),
    ] = None,
) -> None:
    """Keep the options that every command uses."""
    ctx.obj = Call(stack, actor or getpass.getuser())
    ctx.call_on_close(talking_about(stack))


app.command()(demo.demo)
app.command()(updown.up)
app.command()(updown.down)
app.command()(events.events)
campaign.app.command("check")(campaign_check.check)
campaign.app.command("diff")(campaign_diff.diff)
campaign.app.add_typer(variants.app, name="variant")
campaign.app.add_typer(senders.app, name="sender")
app.command()(init.init)
app.add_typer(campaign.app, name="campaign")
app.add_typer(leads.app, name="leads")
app.command()(preview.preview)
app.command("test-send")(test_send.send_test)
app.command()(simulate.simulate)
app.command("what-if")(what_if.what_if)
app.command()(run.run)
app.command()(status.status)
app.command()(why.why)
app.command()(timetable.timetable)
app.command()(preflight.preflight)
app.command("production-access")(production_access.production_access)
app.command()(drill.drill)
app.add_typer(suppress.app, name="suppress")
app.command()(person.forget)
app.command("export-person")(person.export_person)
app.add_typer(kill.app, name="kill")
app.add_typer(restore.app, name="restore")
app.add_typer(unknown.app, name="unknown")
app.add_typer(replies.app, name="replies")
app.command()(mailbox.mailbox)
app.add_typer(dead_letter.app, name="dead-letter")
app.add_typer(artifacts.app, name="artifacts")
app.command()(artifacts.verify)
app.command()(archive.archive)


def _unwrap_help(group: typer.Typer) -> None:
    """Let the terminal break the lines of help texts. Typer keeps the line breaks of all paragraphs but the first."""
    for command in group.registered_commands:
        paragraphs = inspect.cleandoc((command.callback and command.callback.__doc__) or "").split("\n\n")
        command.help = "\n\n".join(" ".join(paragraph.split("\n")) for paragraph in paragraphs)
    for sub in group.registered_groups:
        if sub.typer_instance is not None:
            _unwrap_help(sub.typer_instance)


_unwrap_help(app)


def main() -> None:
    """Run the command."""
    app(prog_name="outreach")


if __name__ == "__main__":
    main()
