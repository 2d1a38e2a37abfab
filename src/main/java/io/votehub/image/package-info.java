/**
 * The pictures of rooms: reads what presenters send, encodes it anew, keeps and serves it.
 *
 * <p>In: the bytes of JPEG and PNG files, from anybody who leads a room. Out: pictures of two sizes
 * that hold nothing but pixels. Imports {@code poll}, {@code json} and {@code store}. Start at
 * {@link io.votehub.image.Images}.
 */
package io.votehub.image;
