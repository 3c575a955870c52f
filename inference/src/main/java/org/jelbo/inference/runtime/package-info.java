/**
 * TensorFlow's native library on this machine: loaded, or refused with what to do; and what a
 * graphics card needs before it is.
 */
@NullMarked
package org.jelbo.inference.runtime;

import org.jspecify.annotations.NullMarked;
