package org.jelbo.samples.data;

/**
 * Data that cannot be read, written or used. The message says where, what was required and what was
 * found, and what to try:
 *
 * <pre>
 * at file '/x/train-images-idx3-ubyte.gz':
 *   expected 47,040,000 bytes of pixels after the header, but the file ends after 12,345
 *   try: download the file again
 * </pre>
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param message the whole text: where, what was required and found, what to try
   */
  public DataException(String message) {
    super(message);
  }

  /**
   * A refusal because of a failed read or write.
   *
   * @param message the whole text: where, what was required and found, what to try
   * @param cause what failed
   */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
