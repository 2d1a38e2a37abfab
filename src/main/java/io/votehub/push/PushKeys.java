package io.votehub.push;

import com.interaso.webpush.VapidKeys;
import io.votehub.identity.HubKey;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * The key with which the hub proves to push services who it is (RFC 8292): derived from the hub's
 * key, so that it is the same on all instances, after a restore, and nothing more has to be kept. A
 * hub that gets another key has another one here, and what browsers subscribed with the one before
 * is of no use any more.
 */
final class PushKeys {
  private static final String CURVE = "secp256r1";

  private PushKeys() {}

  /** Derives a key pair by extra random bits (FIPS 186-5, A.2.1). */
  static VapidKeys of(HubKey hub) {
    try {
      AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
      named.init(new ECGenParameterSpec(CURVE));
      ECParameterSpec curve = named.getParameterSpec(ECParameterSpec.class);
      BigInteger wide =
          new BigInteger(1, hub.derive("votehub push key, first half"))
              .shiftLeft(Byte.SIZE * 32)
              .or(new BigInteger(1, hub.derive("votehub push key, second half")));
      BigInteger secret = wide.mod(curve.getOrder().subtract(BigInteger.ONE)).add(BigInteger.ONE);
      KeyFactory keys = KeyFactory.getInstance("EC");
      return new VapidKeys(
          (ECPublicKey) keys.generatePublic(new ECPublicKeySpec(publicPoint(curve, secret), curve)),
          (ECPrivateKey) keys.generatePrivate(new ECPrivateKeySpec(secret, curve)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JVM has P-256", impossible);
    }
  }

  /** The JDK has no call that finds the public key of a private one. */
  private static ECPoint publicPoint(ECParameterSpec spec, BigInteger secret) {
    ECCurve curve =
        new ECCurve.Fp(
            ((ECFieldFp) spec.getCurve().getField()).getP(),
            spec.getCurve().getA(),
            spec.getCurve().getB(),
            spec.getOrder(),
            BigInteger.valueOf(spec.getCofactor()));
    org.bouncycastle.math.ec.ECPoint generator =
        curve.createPoint(spec.getGenerator().getAffineX(), spec.getGenerator().getAffineY());
    org.bouncycastle.math.ec.ECPoint found =
        new FixedPointCombMultiplier().multiply(generator, secret).normalize();
    return new ECPoint(
        found.getAffineXCoord().toBigInteger(), found.getAffineYCoord().toBigInteger());
  }

  /** The public key as browsers take it. */
  static String applicationServerKey(VapidKeys keys) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(keys.getApplicationServerKey());
  }
}
