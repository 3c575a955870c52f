/**
 * Files that are written whole or not at all, and what a system says of those that cannot be read
 * or written, in words.
 */
@NullMarked
package org.jelbo.inference.file;

import org.jspecify.annotations.NullMarked;
