"""The pages, one file for each thing that they are about."""

from portal.organisations.views.access import rooms as access
from portal.organisations.views.home import rooms as home
from portal.organisations.views.invitations import rooms as invitations
from portal.organisations.views.platform import rooms as platform
from portal.organisations.views.plugins import rooms as plugins
from portal.organisations.views.settings import rooms as settings
from portal.organisations.views.units import rooms as units

ROOMS = (home, access, invitations, plugins, units, settings, platform)
