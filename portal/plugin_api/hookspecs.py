"""Every hook there is. README.md beside this file says the same in words for plugin writers."""

import pluggy

from portal.plugin_api.types import (
    ActivityCheck,
    ActivityType,
    AuditAction,
    ConsentOffer,
    DemoRows,
    FileKind,
    JobKind,
    LetterKind,
    LinkKind,
    ListKind,
    MenuItem,
    Metric,
    OpenLink,
    PersonLink,
    PersonMerge,
    RecipientList,
    ReportChapter,
    Right,
)

NAMESPACE = "portal"

hookspec = pluggy.HookspecMarker(NAMESPACE)
hookimpl = pluggy.HookimplMarker(NAMESPACE)


@hookspec
def menu_items() -> list[MenuItem]:  # type: ignore[empty-body]
    """Links this plugin adds to an organisation's menu.

    Asked once when the process starts. A link is shown where the plugin is
    switched on and the viewer holds the link's right.
    """


@hookspec
def rights() -> list[Right]:  # type: ignore[empty-body]
    """Rights this plugin's pages ask for, with the roles that hold them.

    Asked once when the process starts. A name begins with the plugin's own
    (`recruitment.see`). A plugin with a page that names an undeclared right is
    not used; in the core it stops the start-up.
    """


@hookspec
def activity_types() -> list[ActivityType]:  # type: ignore[empty-body]
    """Kinds of activities that volunteers can register where the plugin is switched on.

    Asked once when the process starts. Keys begin with the plugin's name and
    never change: activities, goals and counters remember them. What was
    registered stays readable when the plugin is switched off.
    """


@hookspec
def activity_checks() -> list[ActivityCheck]:  # type: ignore[empty-body]
    """What this plugin says of activities of its types: whether they count for something, and why.

    Asked once when the process starts. A check judges when an activity is
    registered, or corrected in what it is judged by; the verdict is kept with
    the activity, and a later change of the rules leaves it as it is until
    `portal.activities.verdicts.judge_again` is called.
    """


@hookspec
def metrics() -> list[Metric]:  # type: ignore[empty-body]
    """Figures that goals can follow.

    Asked once when the process starts. The worker measures them, inside one
    organisation at a time, and stores the value; no page waits for a plugin.
    """


@hookspec
def job_kinds() -> list[JobKind]:  # type: ignore[empty-body]
    """Work that no page waits for, done by the worker when it is asked for.

    Asked once when the process starts. `portal.jobs.services.ask_for(name)`
    asks, in the transaction of the change that makes it necessary; a job may
    be done twice when a worker dies, so doing it twice must be harmless.
    """


@hookspec
def report_chapters() -> list[ReportChapter]:  # type: ignore[empty-body]
    """Chapters that this plugin adds to the annual report.

    Asked once when the process starts. A chapter is written anew for each
    report, in the reader's language, where the plugin is switched on and she
    holds the chapter's right for the whole organisation; one that fails is
    said to be missing in its place.
    """


@hookspec
def file_kinds() -> list[FileKind]:  # type: ignore[empty-body]
    """Records of this plugin that can have files: agreements, minutes, pictures.

    Asked once when the process starts. Who may see such a record may open its
    files. `portal.files` keeps them; whoever removes the record calls
    `drop_files_of` in the same transaction.
    """


@hookspec
def person_links() -> list[PersonLink]:  # type: ignore[empty-body]
    """Links on a person's page in the register, to what this plugin keeps on her.

    Asked once when the process starts. A link is shown where the plugin is
    switched on and the viewer holds the link's right for the person's unit.
    """


@hookspec
def person_merges() -> list[PersonMerge]:  # type: ignore[empty-body]
    """What this plugin settles before two rows of one person in the register become one.

    Asked once when the process starts; called in the merge's own transaction,
    also where the plugin is switched off, because its rows are there still.
    """


@hookspec
def open_links() -> list[OpenLink]:  # type: ignore[empty-body]
    """Links to this plugin's open pages, on every page of an organisation that is open to all.

    Asked once when the process starts. A link is shown where the plugin is
    switched on and, if it names a setting, where that says yes.
    """


@hookspec
def link_kinds() -> list[LinkKind]:  # type: ignore[empty-body]
    """What a personal link may be for: a form that somebody fills in without an account.

    Asked once when the process starts. `portal.links.services.make_link` makes
    one; opening it changes nothing, sending its form does. Where the plugin is
    switched off, its links lead to the page of a link that does not exist.
    """


@hookspec
def audit_actions() -> list[AuditAction]:  # type: ignore[empty-body]
    """How the audit log tells what this plugin writes down with `record`.

    Asked once when the process starts. Every action that a plugin records has
    a sentence here; what is recorded stays readable when the plugin is
    switched off.
    """


@hookspec
def letter_kinds() -> list[LetterKind]:  # type: ignore[empty-body]
    """What an organisation may send to another one that it is connected with.

    Asked once when the process starts. `portal.exchange.services.send_letter`
    sends one: a row on each side, in one transaction. Nothing else crosses.
    """


@hookspec
def demo() -> list[DemoRows]:  # type: ignore[empty-body]
    """What this plugin shows in the demo: people and figures that nobody has ever had.

    Asked once when the process starts; called while `portal demo` makes its
    data, inside each of its organisations that has the plugin switched on.
    """


@hookspec
def consent_purposes() -> list[ConsentOffer]:  # type: ignore[empty-body]
    """What this plugin proposes to ask people's consent for, such as a newsletter.

    Asked once when the process starts. It is offered to staff on the page of
    consents where the plugin is switched on; taken up, it is a purpose of the
    organisation's own whose `key` is this name, and stays when the plugin goes.
    """


@hookspec
def recipients() -> list[RecipientList]:  # type: ignore[empty-body]
    """Lists of people that staff can send a letter to: members, for example.

    Asked once when the process starts. A list is read when the number is shown
    and again with each batch of letters, where the plugin is switched on.
    Nobody is asked for consent here: offer only whom the organisation may
    write to anyway.
    """


@hookspec
def list_kinds() -> list[ListKind]:  # type: ignore[empty-body]
    """Lists that staff can bring in from a spreadsheet: members, for example.

    Asked once when the process starts. The portal reads the file, asks what
    its columns hold and remembers it, shows what would become of each row,
    and lets the worker take the rows in; the plugin says what a row means.
    """
