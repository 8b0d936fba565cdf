"""Who asks a server: user and password (basic or digest, as the server wants) or a token, never on a command line.

They come from the environment, COMITY_TOKEN or COMITY_USER and COMITY_PASSWORD, or from the file that `NETRC` names, else
`~/.netrc`. They are sent to the server that was named and to no other: redirections are not followed.
"""

from __future__ import annotations

import base64
import logging
import netrc
from collections.abc import Generator, Mapping
from pathlib import Path

import httpx

from comity.errors import InputError

_log = logging.getLogger(__name__)

USER, PASSWORD, TOKEN = "COMITY_USER", "COMITY_PASSWORD", "COMITY_TOKEN"
REMEDY = (
    f"set {USER} and {PASSWORD}, or {TOKEN}, in the environment, or write the server into ~/.netrc"
)
_HERE = ("localhost", "127.0.0.1", "::1")


class Login(httpx.Auth):
    """User and password, sent when the server asks for them and in the way that it asks for."""

    def __init__(self, user: str, password: str) -> None:
        self._user, self._password = user, password
        self._way: httpx.Auth | None = None

    def __repr__(self) -> str:
        return f"Login({self._user!r})"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request as it is, and once more with what a refusal asks for."""
        if self._way is None:
            response = yield request
            asked = response.headers.get("www-authenticate", "").casefold()
            if response.status_code != httpx.codes.UNAUTHORIZED or not asked:
                return
            self._way = self._chosen(asked, request.url)
        yield from self._way.auth_flow(request)

    def _chosen(self, asked: str, url: httpx.URL) -> httpx.Auth:
        if "digest" in asked:
            return httpx.DigestAuth(self._user, self._password)
        if url.scheme == "http" and url.host not in _HERE:
            _log.warning("the password goes to %s as plain text; use https", url.host)
        return httpx.BasicAuth(self._user, self._password)


class Bearer(httpx.Auth):
    """A token, sent with every request."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request with the token."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def auth_of(url: str, environment: Mapping[str, str]) -> tuple[httpx.Auth | None, tuple[str, ...]]:
    """Who asks the server at `url`, None for nobody in particular, and the words that no message may show.

    Raises:
        InputError: a token or a password cannot be sent, or the netrc file is wrong.
    """
    token, user, password = (environment.get(name, "") for name in (TOKEN, USER, PASSWORD))
    if token:
        if not token.isascii() or not token.isprintable():
            raise InputError(
                f"{TOKEN} holds characters that no token has, such as a line end; set it again"
            )
        return Bearer(token), (token,)
    if not user:
        user, password = _from_netrc(httpx.URL(url).host, environment)
    if not user:
        return None, ()
    pair = base64.b64encode(f"{user}:{password}".encode()).decode()
    return Login(user, password), tuple(filter(None, (password, pair)))


def _own_netrc() -> Path | None:
    """The user's own file, None where there is none or where the system knows no home of the user."""
    try:
        path = Path.home() / ".netrc"
    except RuntimeError:
        return None
    return path if path.is_file() else None


def _from_netrc(host: str, environment: Mapping[str, str]) -> tuple[str, str]:
    """User and password for the host, empty where the file has none or is not there."""
    named = environment.get("NETRC")
    path = Path(named) if named else _own_netrc()
    if path is None:
        return "", ""
    try:
        found = netrc.netrc(path).authenticators(host)
    except netrc.NetrcParseError as error:
        raise InputError(f"{path}:{error.lineno}: {error.msg}; correct the line") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path} cannot be read ({type(error).__name__}); have it readable for you, in UTF-8"
        ) from None
    return (found[0], found[2] or "") if found else ("", "")
