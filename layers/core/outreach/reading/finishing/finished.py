"""Makes the templates that are sent of those that the author wrote, in one place for every command.

What comes out depends on the files alone: no lead, no clock, no network, no chance. So the same files give the same
revision on each machine. The functions get finished templates and none of the libraries that are used here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from outreach.errors import BadFile
from outreach.reading.finishing.assembly import NotAssembled, assembled
from outreach.reading.finishing.inlining import Edit, Inlined, has_style_sheet, inlined
from outreach.reading.finishing.jinja_pieces import pieces_in
from outreach.reading.finishing.mjml_source import INLINE, BadMjml, compiled
from outreach.reading.finishing.plain_text import NoText, text_of
from outreach.reading.message_origins import Origin, in_source
from outreach.rendering.renderer import PARTS

MJML = ".mjml"
_SUBJECT, _TEXT, _HTML = PARTS
_REFERENCES = frozenset({"extends", "include", "import", "from"})


@dataclass(frozen=True, slots=True)
class Finished:
    """Templates as they are stored and sent, and how they came to be."""

    templates: Mapping[str, str]
    origins: Mapping[str, Origin]
    """Of the templates that no file of that name holds."""
    problems: tuple[BadFile, ...] = ()
    unfinished: frozenset[str] = frozenset()
    """Files that could not be made into what is sent. Something empty stands for it, of which nothing is worth saying."""
    notes: tuple[BadFile, ...] = ()


def finished(written: Mapping[str, str], messages: Iterable[str]) -> Finished:
    """Finish the templates of a campaign. `messages` are the ids of those that its sequence sends."""
    work = _Work({name: text for name, text in written.items() if not name.endswith(MJML)})
    work.compile(written)
    ids = dict.fromkeys(
        [*messages, *(name.removesuffix(_SUBJECT) for name in written if name.endswith(_SUBJECT))]
    )
    pages = [f"{each}{_HTML}" for each in ids if f"{each}{_HTML}" in work.templates]
    work.inline(pages)
    work.templates = {name: text.replace(INLINE, "") for name, text in work.templates.items()}
    for page in pages:
        work.write_text(page)
    return Finished(
        work.templates, work.origins, tuple(work.problems), frozenset(work.unfinished), tuple(work.notes)
    )


@dataclass(slots=True)
class _Work:
    templates: dict[str, str]
    origins: dict[str, Origin] = field(default_factory=dict)
    problems: list[BadFile] = field(default_factory=list)
    notes: list[BadFile] = field(default_factory=list)
    unfinished: set[str] = field(default_factory=set)

    def compile(self, written: Mapping[str, str]) -> None:
        """Make an `.html` of each `.mjml`."""
        for name in sorted(each for each in written if each.endswith(MJML)):
            page = f"{name.removesuffix(MJML)}{_HTML}"
            if page in written:
                remedy = "remove one of them: the .html is made from the .mjml"
                self.problems.append(BadFile(name, f"there is also {page}", remedy=remedy))
                continue
            try:
                made = compiled(written[name])
            except BadMjml as error:
                self.problems.append(BadFile(name, error.problem, line=error.line, remedy=error.remedy))
                self._stands_empty(name, written[name], page, f"{name.removesuffix(MJML)}{_TEXT}")
                continue
            self.templates[page] = made.html
            self.origins[page] = Origin(name, written[name], made.lines)

    def inline(self, pages: list[str]) -> None:
        """Put styles into elements, for all messages that share a template or for none of them."""
        for group in _sharing(self.templates, pages):
            names = {name for page in group for name in _used(self.templates, page)}
            if not any(has_style_sheet(self.templates[name]) for name in names):
                continue
            found = {page: self._inlined(page) for page in group}
            edits = _agreed(found)
            if isinstance(edits, BadFile):
                self._note(edits)
                continue
            self._edit(edits)
            for page in group:
                self._note_overruled(found[page])

    def write_text(self, page: str) -> None:
        """Make the text of a message that has none."""
        name = f"{page.removesuffix(_HTML)}{_TEXT}"
        origin = self.origins.get(page)
        if name in self.templates:
            return
        file, source = (origin.file, origin.source) if origin else (page, self.templates[page])
        try:
            message = assembled(self.templates, page)
            self.templates[name] = text_of(message.html)
            self.origins[name] = Origin(file, source)
        except NotAssembled as error:
            self._no_text(error.template, error.line, error.why, name)
        except NoText as error:
            template, place = message.origin(error.place)
            self._no_text(template, self.templates[template].count("\n", 0, place) + 1, error.why, name)
        if name not in self.templates:
            self._stands_empty(file, source, name)

    def _no_text(self, template: str, line: int, why: str, name: str) -> None:
        remedy = f"write {name} yourself"
        self.problems.append(
            self._placed(BadFile(template, f"gives no text: {why}", line=line, remedy=remedy))
        )

    def _stands_empty(self, file: str, source: str, *made: str) -> None:
        self.unfinished.add(file)
        for name in made:
            if name not in self.templates:
                self.templates[name] = ""
                self.origins[name] = Origin(file, source)

    def _inlined(self, page: str) -> Inlined:
        try:
            message = assembled(self.templates, page)
        except NotAssembled as error:
            return Inlined(why_not=(error.template, error.line, error.why))
        is_chosen = _is_marked if page in self.origins else _is_any
        return inlined(message, self.templates, is_chosen)

    def _edit(self, edits: Mapping[str, list[Edit]]) -> None:
        """Change templates, but none of them if that would change the Jinja of one."""
        edited = {name: _edited(self.templates[name], some) for name, some in edits.items()}
        for name, text in edited.items():
            if _jinja(text) != _jinja(self.templates[name]):
                problem = "its styles stay in the style sheet: in the elements they would look like Jinja"
                remedy = "write a space between { and # or % there"
                self._note(BadFile(name, problem, remedy=f"{remedy} (style-not-inlined)"))
                return
        self.templates |= edited

    def _note_overruled(self, found: Inlined) -> None:
        for template, line, name in found.overruled:
            problem = f'a rule for some readers only (@media, :hover) sets "{name}" in vain'
            remedy = f"write {name}: ... !important there, because styles are put into the elements"
            self._note(BadFile(template, problem, line=line, remedy=f"{remedy} (style-overruled)"))

    def _note(self, note: BadFile) -> None:
        placed = self._placed(note)
        if str(placed) not in {str(each) for each in self.notes}:
            self.notes.append(placed)

    def _placed(self, problem: BadFile) -> BadFile:
        file, line = in_source(self.origins, problem.file, problem.line)
        return BadFile(file, problem.problem, line=line, remedy=problem.remedy)


def _is_any(_sheet: str) -> bool:
    return True


def _is_marked(sheet: str) -> bool:
    """Say whether the author of MJML wants a sheet in the elements. MJML leaves the others where they are."""
    return INLINE in sheet


def _edited(source: str, edits: Iterable[Edit]) -> str:
    text = source
    for edit in sorted(edits, key=lambda each: (each.start, each.end), reverse=True):
        text = f"{text[: edit.start]}{edit.text}{text[edit.end :]}"
    return text


def _jinja(source: str) -> list[str]:
    return [piece.text for piece in pieces_in(source)]


def _used(templates: Mapping[str, str], page: str) -> set[str]:
    """Return the templates that a page names, itself or through others."""
    found: set[str] = set()
    waiting = [page]
    while waiting:
        name = waiting.pop()
        if name in templates and name not in found:
            found.add(name)
            waiting += [piece.named for piece in pieces_in(templates[name]) if piece.tag in _REFERENCES]
    return found


def _sharing(templates: Mapping[str, str], pages: list[str]) -> list[list[str]]:
    """Part messages into groups that share no template with each other."""
    groups: list[tuple[list[str], set[str]]] = []
    for page in pages:
        used = _used(templates, page)
        near = [group for group in groups if group[1] & used]
        groups = [group for group in groups if group not in near]
        groups.append(
            ([*(each for group in near for each in group[0]), page], used.union(*(each[1] for each in near)))
        )
    return [pages_of for pages_of, _ in groups]


def _agreed(found: Mapping[str, Inlined]) -> dict[str, list[Edit]] | BadFile:
    """Return what to change for all of these messages, or why nothing is changed."""
    remedy = (
        "mail programs that drop style sheets show the mail without them; write style=... (style-not-inlined)"
    )
    for each in found.values():
        if each.why_not:
            template, line, why = each.why_not
            return BadFile(template, f"its styles stay in the style sheet: {why}", line=line, remedy=remedy)
    tags: dict[tuple[str, int], Edit | None] = {}
    sheets: dict[tuple[str, int], set[Edit | None]] = defaultdict(set)
    for each in found.values():
        for place, edit in each.tags.items():
            if tags.setdefault(place, edit) != edit:
                problem = (
                    "its styles stay in the style sheet: its elements look different in different messages"
                )
                return BadFile(place[0], problem, remedy=remedy)
        for place, edit in each.sheets.items():
            sheets[place].add(edit)
    edits: dict[str, list[Edit]] = defaultdict(list)
    if any(tags.values()):
        agreed = {place: edit for place, (edit, *others) in sheets.items() if not others}
        for (template, _), edit in [*tags.items(), *agreed.items()]:
            if edit:
                edits[template].append(edit)
    return edits
