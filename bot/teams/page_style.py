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
a:focus-visible, summary:focus-visible { outline: 0.1875rem solid currentColor; outline-offset: 0.125rem; }
main:focus { outline: none; }
h1, h2, h3 { line-height: 1.25; }
h2 { margin-top: 2rem; }
nav ul, .choices { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; padding: 0; }
nav a, .choices a, summary { display: inline-block; padding: 0.5rem 0; }
summary { cursor: pointer; display: list-item; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; display: inline-block; padding: 0.5rem 0; }
.events { list-style: none; padding: 0; }
.events li { border-left: 0.25rem solid var(--link); margin: 1.25rem 0; padding-left: 1rem; break-inside: avoid; }
.events h3, .events p { margin: 0; }
@media print { nav, .skip, details { display: none; } body { max-width: none; } }
"""

_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()

# Where Teams and Microsoft 365 show a page as a tab; the list is Microsoft's own ("tab requirements").
_HOSTS = (
    "https://*.cloud.microsoft",
    "https://teams.microsoft.com",
    "https://*.teams.microsoft.com",
    "https://*.microsoft365.com",
    "https://*.office.com",
)

_POLICY = (
    "default-src 'none'",
    f"style-src 'sha256-{_HASH}'",
    "base-uri 'none'",
    "form-action 'none'",
    # All pages, for their links lead from one to another within the tab.
    f"frame-ancestors {' '.join(_HOSTS)}",
)

SECURITY = {
    "Content-Security-Policy": "; ".join(_POLICY),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
