/// Every provider against the reference, the reference against brute force, and the containers against hand work.
@NullMarked
package io.github.recscope.kernels;

import org.jspecify.annotations.NullMarked;
