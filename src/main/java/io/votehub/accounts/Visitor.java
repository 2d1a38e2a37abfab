package io.votehub.accounts;

import java.util.Optional;

/**
 * Who asks, before anything is proved.
 *
 * @param client browser and system in a few words
 * @param device the device cookie of the browser, if it sent one
 * @param language the language of mails, such as {@code de}
 * @param address where the pages of the hub are for the visitor, without a trailing slash
 */
public record Visitor(String client, Optional<String> device, String language, String address) {}
