"""How the bot's pages look, in light and dark, and the headers that let them do nothing more than be read."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

STYLE = """
:root { color-scheme: light dark; --ground: #ffffff; --text: #241a14; --link: #7a3b12; }
@media (prefers-color-scheme: dark) { :root { --ground: #1d1713; --text: #f5ece5; --link: #f0b890; } }
body { margin: 0 auto; max-width: 42rem; padding: 1rem; background: var(--ground); color: var(--text);
  font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
a { color: var(--link); }
a[aria-current] { color: inherit; font-weight: bold; text-decoration: none; }
h1, h2 { line-height: 1.25; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; padding: 0; }
nav a { display: inline-block; padding: 0.5rem 0; }
"""

_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()

SECURITY = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
