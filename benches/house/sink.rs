//! A mail server that takes everything and keeps nothing, as fast as one can: the neighbour of the dispatcher.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

/// Listens on a free port of this machine, in threads of its own; the port.
pub fn open() -> std::io::Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    std::thread::spawn(move || {
        for peer in listener.incoming().map_while(Result::ok) {
            std::thread::spawn(move || serve(peer));
        }
    });
    Ok(port)
}

fn serve(mut peer: TcpStream) -> std::io::Result<()> {
    peer.set_nodelay(true)?;
    let lines = BufReader::new(peer.try_clone()?).lines();
    peer.write_all(b"220 sink\r\n")?;
    let mut in_data = false;
    for line in lines {
        let line = line?;
        if in_data {
            if line == "." {
                in_data = false;
                peer.write_all(b"250 taken\r\n")?;
            }
            continue;
        }
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        in_data = verb == "DATA";
        let answer: &[u8] = match verb.as_str() {
            "DATA" => b"354 go on\r\n",
            "QUIT" => b"221 bye\r\n",
            _ => b"250 ok\r\n",
        };
        peer.write_all(answer)?;
    }
    Ok(())
}
