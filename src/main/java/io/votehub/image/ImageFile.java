package io.votehub.image;

import io.votehub.image.ImageEncoder.Encoded;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A form of a picture as it is kept and served.
 *
 * @param mediaType {@code image/jpeg} or {@code image/png}
 * @param bytes not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // a picture is not copied, and never compared
public record ImageFile(String mediaType, byte[] bytes) {
  static String json(Encoded form) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", form.mediaType());
    json.put("data", Base64.getEncoder().encodeToString(form.bytes()));
    return Json.write(json);
  }

  static ImageFile read(String json) {
    try {
      Map<String, Object> fields = Json.readObject(json);
      return new ImageFile(
          (String) fields.get("type"), Base64.getDecoder().decode((String) fields.get("data")));
    } catch (BadJsonException fault) {
      throw new IllegalStateException("The record of a picture is damaged", fault);
    }
  }
}
