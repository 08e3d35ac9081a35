##! Base64 of RFC 4648: the standard alphabet (§4), padded, and the one for URLs and file names (§5), not padded.

extern "mesh_base64_encode" fn encoded(b :: Bytes, url :: Bool) -> String
extern "mesh_base64_encode_text" fn encoded_text(s :: String, url :: Bool) -> String
extern "mesh_base64_decode" fn bytes_or_none(s :: String, url :: Bool) -> Bytes?
extern "mesh_base64_decode_text" fn text_or_none(s :: String, url :: Bool) -> String?

fn decoded(s :: String, url :: Bool) -> Bytes!String do
  case bytes_or_none(s, url) do
    Some(b) -> Ok(b)
    None -> Err("invalid base64")
  end
end

fn decoded_text(s :: String, url :: Bool) -> String!String do
  case text_or_none(s, url) do
    Some(text) -> Ok(text)
    None ->
      case bytes_or_none(s, url) do
        Some(_) -> Err("invalid utf-8")
        None -> Err("invalid base64")
      end
  end
end

## The UTF-8 of a text in Base64, padded.
##
##     Base64.encode("ferry")  # => ZmVycnk=
pub fn encode(s :: String) -> String = encoded_text(s, false)

## The text whose UTF-8 it is; the padding is complete or absent.
##
##     Base64.decode("ZmVycnk")  # => Ok(ferry)
pub fn decode(s :: String) -> String!String = decoded_text(s, false)

## The UTF-8 of a text in the alphabet for URLs, without padding.
##
##     Base64.encode_url("elm>>?")  # => ZWxtPj4_
pub fn encode_url(s :: String) -> String = encoded_text(s, true)

## The text of the alphabet for URLs; the padding is complete or absent.
##
##     Base64.decode_url("ZWxtPj4_")  # => Ok(elm>>?)
pub fn decode_url(s :: String) -> String!String = decoded_text(s, true)

## Bytes in Base64, padded.
##
##     Base64.encode_bytes(Bytes.from_list([255, 254]))  # => //4=
pub fn encode_bytes(b :: Bytes) -> String = encoded(b, false)

## Bytes in the alphabet for URLs, without padding.
##
##     Base64.encode_url_bytes(Bytes.from_list([255, 254]))  # => __4
pub fn encode_url_bytes(b :: Bytes) -> String = encoded(b, true)

## The bytes; the padding is complete or absent.
##
##     Base64.decode_bytes("//4=")  # => Ok(fffe)
pub fn decode_bytes(s :: String) -> Bytes!String = decoded(s, false)

## The bytes of the alphabet for URLs; the padding is complete or absent.
##
##     Base64.decode_url_bytes("__4")  # => Ok(fffe)
pub fn decode_url_bytes(s :: String) -> Bytes!String = decoded(s, true)
