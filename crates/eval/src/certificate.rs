//! X.509 certificates: the door to the crates that read them.
//!
//! Nothing is verified, neither signatures nor chains: a rule compares what a
//! certificate says with what another record says.

use std::fmt::Write as _;

use sha1::{Digest, Sha1};
use tenet_base::Instant;
use x509_cert::certificate::{CertificateInner, Raw};
use x509_cert::der::Decode;
use x509_cert::time::Time;

/// What a certificate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Whom it is for, in the form of RFC 4514.
    pub subject: String,
    /// Who issued it, in the form of RFC 4514.
    pub issuer: String,
    /// Its serial number: hexadecimal digits without leading zeros.
    pub serial: String,
    /// From when on it is valid.
    pub not_before: Instant,
    /// Until when it is valid.
    pub not_after: Instant,
    /// The SHA-1 of its bytes: 40 hexadecimal digits.
    pub thumbprint: String,
}

const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

impl Certificate {
    /// Reads a certificate: PEM, or base64 of DER or of PEM, as Intune keeps
    /// the file that was uploaded. None if the text is no certificate.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = base64(body(text))?;
        let inner = std::str::from_utf8(&bytes).ok().map(str::trim_start);
        match inner.filter(|inner| inner.starts_with(BEGIN)) {
            Some(pem) => Self::of_der(&base64(body(pem))?),
            None => Self::of_der(&bytes),
        }
    }

    fn of_der(bytes: &[u8]) -> Option<Self> {
        let read = CertificateInner::<Raw>::from_der(bytes).ok()?;
        let read = read.tbs_certificate();
        let serial = hexadecimal(read.serial_number().as_bytes());
        let serial = serial.trim_start_matches('0');
        Some(Self {
            subject: read.subject().to_string(),
            issuer: read.issuer().to_string(),
            serial: if serial.is_empty() { "0" } else { serial }.to_owned(),
            not_before: instant(read.validity().not_before)?,
            not_after: instant(read.validity().not_after)?,
            thumbprint: hexadecimal(&Sha1::digest(bytes)),
        })
    }
}

/// What stands between the lines of a PEM text; all of any other.
fn body(text: &str) -> &str {
    let inner = text
        .split_once(BEGIN)
        .and_then(|(_, rest)| rest.split_once(END));
    inner.map_or(text, |(inner, _)| inner)
}

fn instant(time: Time) -> Option<Instant> {
    let millis = i64::try_from(time.to_unix_duration().as_millis()).ok()?;
    Instant::from_unix_millis(millis)
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02X}");
    }
    text
}

/// The bytes that a base64 text stands for. Blanks and line ends are skipped,
/// and the padding may be left out.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut pending, mut bits) = (0_u32, 0_u32);
    let letters = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let letters: Vec<u8> = letters.collect();
    let padding = letters.iter().rev().take_while(|byte| **byte == b'=');
    let end = letters.len() - padding.count().min(2);
    for letter in letters.get(..end)? {
        pending = pending << 6 | u32::from(sextet(*letter)?);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(pending >> bits & 0xff).ok()?);
        }
        pending &= (1 << bits) - 1;
    }
    // Six bits that are left over are a letter that was cut off.
    (bits < 6).then_some(bytes)
}

/// The six bits of a letter.
fn sextet(letter: u8) -> Option<u8> {
    Some(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Certificate, base64};

    /// Made for this test: serial number 00ffab01, ten years.
    const MADE: &str = "\
        MIIBvDCCAWOgAwIBAgIEAP+rATAKBggqhkjOPQQDAjA8MQswCQYDVQQGEwJERTEWMBQGA1UECgwNQ29u\
        dG9zbywgTHRkLjEVMBMGA1UEAwwMQ29udG9zbyBSb290MB4XDTI2MTEyMzAxMTUwMFoXDTM2MTEyMDAx\
        MTUwMFowPDELMAkGA1UEBhMCREUxFjAUBgNVBAoMDUNvbnRvc28sIEx0ZC4xFTATBgNVBAMMDENvbnRv\
        c28gUm9vdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABLkZDLxk5UTyl9+TWu64VLpLBhMyUbpLDs7U\
        XYwCWGsWnStauYyqqDSlTo5ZZk5BcNooUJHQ/UHmDwvMOfFlWkqjUzBRMB0GA1UdDgQWBBTGvjE5k1dt\
        zKomH2QqeqHwpTBwiTAfBgNVHSMEGDAWgBTGvjE5k1dtzKomH2QqeqHwpTBwiTAPBgNVHRMBAf8EBTAD\
        AQH/MAoGCCqGSM49BAMCA0cAMEQCIC11L1yrtJeVNKG1HzLjbI65lYt9sSiHLpRI+BX7rQthAiBxPyqV\
        xBTv+PKVqeFk4QkhPAdGvhjQ18UPl+CphcHhyg==";

    /// The same as a PEM file, in base64.
    const PEM: &str = "\
        LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJ2RENDQVdPZ0F3SUJBZ0lFQVArckFUQUtCZ2dx\
        aGtqT1BRUURBakE4TVFzd0NRWURWUVFHRXdKRVJURVcKTUJRR0ExVUVDZ3dOUTI5dWRHOXpieXdnVEhS\
        a0xqRVZNQk1HQTFVRUF3d01RMjl1ZEc5emJ5QlNiMjkwTUI0WApEVEkyTVRFeU16QXhNVFV3TUZvWERU\
        TTJNVEV5TURBeE1UVXdNRm93UERFTE1Ba0dBMVVFQmhNQ1JFVXhGakFVCkJnTlZCQW9NRFVOdmJuUnZj\
        MjhzSUV4MFpDNHhGVEFUQmdOVkJBTU1ERU52Ym5SdmMyOGdVbTl2ZERCWk1CTUcKQnlxR1NNNDlBZ0VH\
        Q0NxR1NNNDlBd0VIQTBJQUJMa1pETHhrNVVUeWw5K1RXdTY0VkxwTEJoTXlVYnBMRHM3VQpYWXdDV0dz\
        V25TdGF1WXlxcURTbFRvNVpaazVCY05vb1VKSFEvVUhtRHd2TU9mRmxXa3FqVXpCUk1CMEdBMVVkCkRn\
        UVdCQlRHdmpFNWsxZHR6S29tSDJRcWVxSHdwVEJ3aVRBZkJnTlZIU01FR0RBV2dCVEd2akU1azFkdHpL\
        b20KSDJRcWVxSHdwVEJ3aVRBUEJnTlZIUk1CQWY4RUJUQURBUUgvTUFvR0NDcUdTTTQ5QkFNQ0EwY0FN\
        RVFDSUMxMQpMMXlydEplVk5LRzFIekxqYkk2NWxZdDlzU2lITHBSSStCWDdyUXRoQWlCeFB5cVZ4QlR2\
        K1BLVnFlRms0UWtoClBBZEd2aGpRMThVUGwrQ3BoY0hoeWc9PQotLS0tLUVORCBDRVJUSUZJQ0FURS0t\
        LS0tCg==";

    fn assert_made(text: &str) {
        let found = Certificate::read(text).unwrap();
        assert_eq!(found.subject, r"CN=Contoso Root,O=Contoso\, Ltd.,C=DE");
        assert_eq!(found.issuer, found.subject);
        assert_eq!(found.serial, "FFAB01");
        assert_eq!(found.not_before.to_string(), "2026-11-23T01:15:00Z");
        assert_eq!(found.not_after.to_string(), "2036-11-20T01:15:00Z");
        assert_eq!(found.thumbprint, "75249D9A14BA0B47F50B904BB6BDEEA70780578F");
    }

    #[test]
    fn all_that_exports_hold_is_read() {
        let pem = format!("-----BEGIN CERTIFICATE-----\n{MADE}\n-----END CERTIFICATE-----\n");
        assert_made(MADE);
        assert_made(&pem);
        assert_made(&format!("  {}\r\n", MADE.trim_end_matches('=')));
        // Intune keeps the file that was uploaded, and that may be a PEM file.
        assert_made(PEM);
    }

    #[test]
    fn what_is_no_certificate_is_none() {
        for text in [
            "",
            "=",
            "certificate",
            "MIIB",
            "äöü",
            "-----BEGIN CERTIFICATE-----",
        ] {
            assert_eq!(Certificate::read(text), None, "{text}");
        }
        for length in 0..MADE.len() - 4 {
            let cut = MADE.get(..length).unwrap_or_default();
            assert_eq!(Certificate::read(cut), None, "{length}");
        }
        assert_eq!(
            Certificate::read(&format!("{}AAAA", MADE.trim_end_matches('='))),
            None
        );
    }

    #[test]
    fn changed_bytes_never_panic() {
        let bytes = base64(MADE).unwrap();
        for at in 0..bytes.len() {
            for value in [0, 0x7f, 0x80, 0xff] {
                let mut changed = bytes.clone();
                changed[at] = value;
                drop(Certificate::of_der(&changed));
            }
        }
    }

    #[test]
    fn base64_is_read_with_and_without_padding() {
        let read = |text| base64(text).map(|bytes| String::from_utf8(bytes).unwrap());
        for (text, bytes) in [
            ("", ""),
            ("TQ==", "M"),
            ("TQ", "M"),
            ("TWE=", "Ma"),
            ("TW Fu\n", "Man"),
        ] {
            assert_eq!(read(text).unwrap(), bytes, "{text}");
        }
        for text in ["T", "TWFuT", "T-E=", "TQ===", "T=Q="] {
            assert_eq!(base64(text), None, "{text}");
        }
    }
}
