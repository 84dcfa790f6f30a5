"""Plugins from outside: packages of their own, tried where they are installed and never collected from here."""

collect_ignore_glob = ["*"]
