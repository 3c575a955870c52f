/**
 * The variational autoencoder of the course STATS305C at Stanford (2023), whose latents are points
 * of a plane, to be looked at.
 */
@NullMarked
package org.jelbo.models.vae2d;

import org.jspecify.annotations.NullMarked;
