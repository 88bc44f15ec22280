"""A mail server for the tests: writes what it receives into a folder, and says its port on the first line.

Arguments: the folder, and what it is like: plain, choosy (refuses by the name of the receiver), starttls.
It ends when its standard input does.
"""

import ssl
import subprocess
import sys
from pathlib import Path

try:
    from aiosmtpd.controller import Controller
except ImportError:
    print("aiosmtpd is not installed", flush=True)
    sys.exit(0)

folder, mode = Path(sys.argv[1]), sys.argv[2]


class Handler:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if mode == "choosy" and address.startswith("later"):
            return "451 try again later"
        if mode == "choosy" and address.startswith("never"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        Handler.count += 1
        part = folder / f"{Handler.count:04}.part"
        part.write_bytes(f"X-Peer-To: {','.join(envelope.rcpt_tos)}\r\n".encode() + envelope.content)
        part.rename(part.with_suffix(".eml"))
        return f"250 taken as {Handler.count}"


context = None
if mode == "starttls":
    key, certificate = folder / "key.pem", folder / "cert.pem"
    # Not an authority: a client may trust this one certificate, and it vouches for no other.
    config = folder / "req.cnf"
    config.write_text("[req]\ndistinguished_name = dn\nx509_extensions = ext\n[dn]\n[ext]\n"
                      "basicConstraints = critical,CA:FALSE\nsubjectAltName = DNS:localhost\n")
    made = subprocess.run(
        ["openssl", "req", "-x509", "-config", config, "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-keyout", key, "-out", certificate],
        capture_output=True, check=False,
    )
    if made.returncode != 0:
        print("no openssl to make a certificate", flush=True)
        sys.exit(0)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)


class AnyPort(Controller):
    """The controller checks its port by knocking; with port 0 it must knock where it really listens."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


controller = AnyPort(Handler(), hostname="127.0.0.1", port=0, tls_context=context, require_starttls=context is not None)
controller.start()
print(controller.port, flush=True)
sys.stdin.read()
controller.stop()
