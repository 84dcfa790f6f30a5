"""Plugins: what each adds, and the switch."""

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.organisations.forms import SwitchForm, settings_form
from portal.organisations.services import change_settings, switch_off, switch_on
from portal.plugin_api import Plugin, Rooms, house
from portal.plugin_api.manager import owner
from portal.templating import render

rooms = Rooms("plugins", __name__, plugin="organisations")


def _plugin(name: str) -> Plugin:
    found = house().plugins.get(name)
    if found is None or found.core:
        raise NotFound
    return found


@rooms.route("/", right="plugins.switch")
def index() -> str:
    return render(
        "organisations/plugins.html",
        plugins=house().optional,
        enabled=current_user.setup.plugins,
        faults=house().faults,
    )


@rooms.route("/<name>", right="plugins.switch", methods=["GET", "POST"])
def show(name: str) -> Response | str:
    plugin = _plugin(name)
    on = name in current_user.setup.plugins
    form = SwitchForm(data={"to": "off" if on else "on"})
    if form.is_sent():
        with form.attempt():
            return _switch(plugin, form.to.data)
    return render("organisations/plugin.html", form=form, plugin=plugin, on=on, **_adds(name))


def _switch(plugin: Plugin, to: str) -> Response:
    here = current_user.here.id
    if to == "off":
        switch_off(here, plugin.name, by=current_user.id)
        return done(url_for("plugins.index"), _("%(name)s is switched off. All its data stay.", name=plugin.label))
    switch_on(here, plugin.name, by=current_user.id)
    return done(url_for("plugins.index"), _("%(name)s is switched on.", name=plugin.label))


@rooms.route("/<name>/settings", right="plugins.set", methods=["GET", "POST"])
def settings(name: str) -> Response | str:
    plugin, setup = _plugin(name), current_user.setup
    if name not in setup.plugins or not plugin.settings:
        raise NotFound
    asked = tuple(one for one in plugin.settings if one.country in ("", setup.country))
    form = settings_form(asked, {one.name: setup.setting(f"{name}.{one.name}") for one in asked})
    if form.is_sent():
        values = {one.name: form[one.name].data for one in asked}
        change_settings(current_user.here.id, name, values, by=current_user.id)
        return done(url_for("plugins.settings", name=name), _("Saved."))
    return render("organisations/plugin_settings.html", form=form, plugin=plugin, asked=asked)


def _adds(name: str) -> dict[str, list[object]]:
    """What the plugin brings, in the words that it declares."""
    declared = house()
    return {
        "menu_items": [item.label for plugin, item in declared.menu if plugin == name],
        "types": [kind.label for kind in declared.activity_types.values() if owner(kind.key) == name],
        "figures": [metric.label for metric in declared.metrics.values() if owner(metric.name) == name],
    }
