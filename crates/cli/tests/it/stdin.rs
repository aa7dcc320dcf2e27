//! Texts that come on standard input, which pages cannot show.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn fmt(flags: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tenet"))
        .args(["fmt", "-"])
        .args(flags)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(input.as_bytes()).expect("it is read");
    drop(stdin);
    child.wait_with_output().expect("the program ends")
}

fn told(output: &Output) -> (String, Option<i32>) {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    (text, output.status.code())
}

#[test]
fn a_text_is_laid_out_from_standard_input_to_standard_output() {
    let (old, new) = ("param  a:Int=1", "param a: Int = 1\n");
    assert_eq!(told(&fmt(&[], old)), (new.to_owned(), Some(0)));
    assert_eq!(told(&fmt(&[], new)), (new.to_owned(), Some(0)));
    assert_eq!(
        told(&fmt(&["--check"], old)),
        ("<stdin>\n".to_owned(), Some(1))
    );
    assert_eq!(told(&fmt(&["--check"], new)), (String::new(), Some(0)));
    let broken = fmt(&[], "param a: Int =");
    assert_eq!(told(&broken), (String::new(), Some(2)));
    assert!(String::from_utf8_lossy(&broken.stderr).contains("<stdin>:1:"));
}
