;; Vectors of texts from vectors of tokens: their sum, made as long as 1. Rows of the table are signed bytes, a multiple of 32 of them,
;; with a float32 scale for each row.
;;
;; Token `t` of text `r` is the i32 at $ids + 4 * (r * $width + t). Texts are written to $out, $bytes float32 each; one whose sum is 0
;; stays 0. Sums go through the tokens in their order, and squares are added in four lanes, so that every machine gives the same bits.
(module
  (import "env" "memory" (memory 1))
  (func (export "sum")
    (param $table i32) (param $bytes i32) (param $scales i32) (param $ids i32) (param $rows i32) (param $width i32) (param $out i32)
    (local $at i32) (local $id i32) (local $end i32) (local $column i32) (local $from i32) (local $start i32)
    (local $scale v128) (local $codes v128) (local $half v128) (local $squares v128) (local $norm f32)
    (local $sum0 v128) (local $sum1 v128) (local $sum2 v128) (local $sum3 v128)
    (local $sum4 v128) (local $sum5 v128) (local $sum6 v128) (local $sum7 v128)
    (local.set $start (local.get $ids))
    (block $done
      (br_if $done (i32.eqz (local.get $rows)))
      (loop $nextText
        (local.set $end (i32.add (local.get $start) (i32.shl (local.get $width) (i32.const 2))))
        (local.set $squares (v128.const f32x4 0 0 0 0))
        (local.set $column (i32.const 0))
        (loop $nextColumns
          (local.set $sum0 (v128.const f32x4 0 0 0 0)) (local.set $sum1 (v128.const f32x4 0 0 0 0))
          (local.set $sum2 (v128.const f32x4 0 0 0 0)) (local.set $sum3 (v128.const f32x4 0 0 0 0))
          (local.set $sum4 (v128.const f32x4 0 0 0 0)) (local.set $sum5 (v128.const f32x4 0 0 0 0))
          (local.set $sum6 (v128.const f32x4 0 0 0 0)) (local.set $sum7 (v128.const f32x4 0 0 0 0))
          (local.set $at (local.get $start))
          (block $noTokens
            (br_if $noTokens (i32.ge_u (local.get $at) (local.get $end)))
            (loop $nextToken
              (local.set $id (i32.load (local.get $at)))
              (local.set $scale (v128.load32_splat (i32.add (local.get $scales) (i32.shl (local.get $id) (i32.const 2)))))
              (local.set $from (i32.add (i32.add (local.get $table) (i32.mul (local.get $id) (local.get $bytes))) (local.get $column)))
              (@addCodes 0 $sum0 $sum1 $sum2 $sum3)
              (@addCodes 16 $sum4 $sum5 $sum6 $sum7)
              (br_if $nextToken
                (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (local.get $end)))))
          (local.set $at (i32.add (local.get $out) (i32.shl (local.get $column) (i32.const 2))))
          (@keep 0 $sum0) (@keep 16 $sum1) (@keep 32 $sum2) (@keep 48 $sum3)
          (@keep 64 $sum4) (@keep 80 $sum5) (@keep 96 $sum6) (@keep 112 $sum7)
          (br_if $nextColumns
            (i32.lt_u (local.tee $column (i32.add (local.get $column) (i32.const 32))) (local.get $bytes))))
        (local.set $norm (f32.sqrt (@total (local.get $squares))))
        (local.set $at (local.get $out))
        (local.set $out (i32.add (local.get $out) (i32.shl (local.get $bytes) (i32.const 2))))
        (if (f32.gt (local.get $norm) (f32.const 0))
          (then
            (local.set $scale (f32x4.splat (local.get $norm)))
            (loop $nextShare
              (v128.store (local.get $at) (f32x4.div (v128.load (local.get $at)) (local.get $scale)))
              (br_if $nextShare
                (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $out))))))
        (local.set $start (local.get $end))
        (br_if $nextText (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))))
