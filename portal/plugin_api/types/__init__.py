"""What features and plugins declare: frozen objects, read once a process."""

from portal.plugin_api.types.activities import (
    NUMBER_KINDS,
    QUESTION_KINDS,
    ActivityCheck,
    ActivityType,
    Metric,
    Question,
    Verdict,
)
from portal.plugin_api.types.basics import (
    ADMINISTRATORS,
    EVERYBODY,
    LEADERS,
    REGISTRARS,
    STAFF,
    Cell,
    Role,
    Text,
)
from portal.plugin_api.types.letters import (
    ConsentOffer,
    LetterKind,
    RecipientList,
)
from portal.plugin_api.types.links import (
    LinkKind,
    OpenLink,
    PersonLink,
)
from portal.plugin_api.types.lists import (
    ListColumn,
    ListKind,
    ListLine,
    ListRow,
    ListTaken,
)
from portal.plugin_api.types.people import PersonMerge
from portal.plugin_api.types.plugins import (
    Demo,
    DemoRows,
    MenuItem,
    Plugin,
    Right,
    Setting,
)
from portal.plugin_api.types.reports import (
    Chapter,
    ReportChapter,
    ReportColumn,
    ReportTable,
)
from portal.plugin_api.types.work import (
    AuditAction,
    FileKind,
    JobKind,
)

__all__ = [
    "ADMINISTRATORS",
    "EVERYBODY",
    "LEADERS",
    "NUMBER_KINDS",
    "QUESTION_KINDS",
    "REGISTRARS",
    "STAFF",
    "ActivityCheck",
    "ActivityType",
    "AuditAction",
    "Cell",
    "Chapter",
    "ConsentOffer",
    "Demo",
    "DemoRows",
    "FileKind",
    "JobKind",
    "LetterKind",
    "LinkKind",
    "ListColumn",
    "ListKind",
    "ListLine",
    "ListRow",
    "ListTaken",
    "MenuItem",
    "Metric",
    "OpenLink",
    "PersonLink",
    "PersonMerge",
    "Plugin",
    "Question",
    "RecipientList",
    "ReportChapter",
    "ReportColumn",
    "ReportTable",
    "Right",
    "Role",
    "Setting",
    "Text",
    "Verdict",
]
