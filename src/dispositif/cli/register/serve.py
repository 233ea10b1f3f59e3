"""`dispositif register serve`: the register's pages."""

from __future__ import annotations

import argparse

from dispositif.cli.messages import say
from dispositif.cli.register import add_home


def add_options(serve: argparse.ArgumentParser) -> None:
    """Add its options."""
    add_home(serve)
    serve.add_argument("--host", default="127.0.0.1", metavar="NAME", help="the address to listen at (127.0.0.1)")
    serve.add_argument("--port", type=int, default=8000, metavar="N", help="the port to listen at (8000)")
    serve.add_argument("--sample", action="store_true", help="load the sample communiqué into an empty register")


def run(chosen: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from dispositif.register.opening import open_register, take_stock

    open_register(chosen.home)
    from waitress import serve

    from dispositif.register.first_steps import first_account, load_sample
    from dispositif.register.wsgi import application

    if chosen.sample:
        load_sample()
    take_stock()
    if (account := first_account()) is not None:
        say(f"The first account: {account.name}, password {account.password} (change it after signing in).")
    say(f"The register is open at http://{chosen.host}:{chosen.port}/ (end it with Ctrl-C).")
    serve(application, host=chosen.host, port=chosen.port, threads=8, ident=None)
    return 0
