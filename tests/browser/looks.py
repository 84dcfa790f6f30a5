"""When two pages look the same: an administrator's and her colleague's often differ in the menu alone."""

import re
from dataclasses import dataclass, field

#: keys of forms and what else nobody sees
HIDDEN = re.compile(r'<input[^>]*\btype="hidden"[^>]*>')
TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)

Looks = tuple[str, str]


def looks_of(html: str) -> Looks:
    """(content with its title, the frame around it), letter by letter but for what is hidden."""
    shown = HIDDEN.sub("", html)
    content = "".join([*TITLE.findall(shown), *MAIN.findall(shown)])
    return content, MAIN.sub("", TITLE.sub("", shown))


@dataclass
class Seen:
    """What was examined: a page is known when its content was, and its frame was, be it around another one."""

    contents: set[str] = field(default_factory=set)
    frames: set[str] = field(default_factory=set)

    def add(self, looks: Looks) -> None:
        self.contents.add(looks[0])
        self.frames.add(looks[1])

    def knows(self, looks: Looks) -> bool:
        return looks[0] in self.contents and looks[1] in self.frames
