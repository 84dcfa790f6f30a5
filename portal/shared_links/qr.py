"""QR codes, drawn here: no other host is asked, and nothing in them that the content policy refuses."""

from markupsafe import Markup


def qr_code(address: str) -> Markup:
    """An SVG as large as its place, black on white in the dark too. A fifth of it may be torn or dirty."""
    import segno  # 4 ms of every start for a page that few open

    code = segno.make(address, error="q", micro=False)
    drawn = code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr-code", lineclass=None)
    return Markup(drawn)
