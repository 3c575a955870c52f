/**
 * The command line: {@code jelbo train vae}, {@code jelbo explain vae}. The only package that
 * prints and exits.
 */
@NullMarked
package org.jelbo.samples.command;

import org.jspecify.annotations.NullMarked;
