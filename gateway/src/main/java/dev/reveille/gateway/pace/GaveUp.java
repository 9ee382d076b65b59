package dev.reveille.gateway.pace;

/**
 * Why a request was not let through.
 *
 * @param refusal the provider's last refusal of it; {@link Overload#NONE} when it was never sent
 * @param sends how often it was sent
 * @param words a sentence for people
 */
public record GaveUp(Overload refusal, int sends, String words) {}
