"""The command line: `portal …`, and the same below `flask --app wsgi`."""

from portal.cli import keeping as keeping  # each brings its commands along
from portal.cli import people as people
from portal.cli import plugins as plugins
from portal.cli import running as running
from portal.cli.base import main as main
