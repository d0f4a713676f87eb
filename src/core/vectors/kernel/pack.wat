;; Makes one vector ready for scan.wat: takes the centre away, turns blocks of components (Walsh–Hadamard), rounds, and puts the 16-byte
;; chunks of the result between those of its group. Needs a multiple of 16 components and blocks of at least 4.
;;
;; $vector is overwritten. $meta receives f32 share of the other centre, f32 square of the length less the centre, f32 largest
;; component once turned, i32 sum of the rounded components.
(module
  (import "env" "memory" (memory 1))
  (func (export "pack")
    (param $vector i32) (param $bytes i32) (param $blockBytes i32) (param $centre i32) (param $other i32) (param $limit f32)
    (param $shift i32) (param $isWide i32) (param $out i32) (param $stride i32) (param $meta i32)
    (local $at i32) (local $end i32) (local $half i32) (local $start i32) (local $stop i32)
    (local $value v128) (local $turned v128) (local $bias v128) (local $squares v128) (local $largest v128) (local $sum v128)
    (local $inverse v128) (local $shifts v128) (local $most f32)
    (loop $nextCentred
      (local.set $value (v128.load (i32.add (local.get $vector) (local.get $at))))
      (local.set $bias (f32x4.add (local.get $bias)
        (f32x4.mul (local.get $value) (v128.load (i32.add (local.get $other) (local.get $at))))))
      (local.set $value (f32x4.sub (local.get $value) (v128.load (i32.add (local.get $centre) (local.get $at)))))
      (local.set $squares (f32x4.add (local.get $squares) (f32x4.mul (local.get $value) (local.get $value))))
      ;; Neighbours, then those two apart.
      (local.set $value (f32x4.add
        (f32x4.mul (local.get $value) (v128.const f32x4 1 -1 1 -1))
        (i8x16.shuffle 4 5 6 7 0 1 2 3 12 13 14 15 8 9 10 11 (local.get $value) (local.get $value))))
      (local.set $value (f32x4.add
        (f32x4.mul (local.get $value) (v128.const f32x4 1 1 -1 -1))
        (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $value) (local.get $value))))
      (v128.store (i32.add (local.get $vector) (local.get $at)) (local.get $value))
      (br_if $nextCentred (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $bytes))))
    (local.set $end (i32.add (local.get $vector) (local.get $bytes)))
    (local.set $half (i32.const 16))
    (block $isTurned
      (loop $nextHalf
        (br_if $isTurned (i32.ge_u (local.get $half) (local.get $blockBytes)))
        (local.set $start (local.get $vector))
        (loop $nextStretch
          (local.set $stop (i32.add (local.get $start) (local.get $half)))
          (loop $nextPair
            (local.set $value (v128.load (local.get $start)))
            (local.set $turned (v128.load (i32.add (local.get $start) (local.get $half))))
            (v128.store (local.get $start) (f32x4.add (local.get $value) (local.get $turned)))
            (v128.store (i32.add (local.get $start) (local.get $half)) (f32x4.sub (local.get $value) (local.get $turned)))
            (br_if $nextPair
              (i32.lt_u (local.tee $start (i32.add (local.get $start) (i32.const 16))) (local.get $stop))))
          (br_if $nextStretch
            (i32.lt_u (local.tee $start (i32.add (local.get $start) (local.get $half))) (local.get $end))))
        (local.set $half (i32.shl (local.get $half) (i32.const 1)))
        (br $nextHalf)))
    (local.set $at (local.get $vector))
    (loop $nextSize
      (local.set $largest (f32x4.max (local.get $largest) (f32x4.abs (v128.load (local.get $at)))))
      (br_if $nextSize (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))
    (local.set $most (f32.max
      (f32.max (f32x4.extract_lane 0 (local.get $largest)) (f32x4.extract_lane 1 (local.get $largest)))
      (f32.max (f32x4.extract_lane 2 (local.get $largest)) (f32x4.extract_lane 3 (local.get $largest)))))
    (if (f32.gt (local.get $most) (f32.const 0))
      (then (local.set $inverse (f32x4.splat (f32.div (local.get $limit) (local.get $most))))))
    (local.set $shifts (i16x8.splat (local.get $shift)))
    (local.set $at (local.get $vector))
    (loop $nextChunk
      (local.set $value (i16x8.narrow_i32x4_s (@rounded 0) (@rounded 16)))
      (local.set $sum (i32x4.add (local.get $sum) (i32x4.extadd_pairwise_i16x8_s (local.get $value))))
      (local.set $value (i16x8.add (local.get $value) (local.get $shifts)))
      (if (local.get $isWide)
        (then (local.set $at (i32.add (local.get $at) (i32.const 32))))
        (else
          (local.set $turned (i16x8.narrow_i32x4_s (@rounded 32) (@rounded 48)))
          (local.set $sum (i32x4.add (local.get $sum) (i32x4.extadd_pairwise_i16x8_s (local.get $turned))))
          (local.set $value (i8x16.narrow_i16x8_s (local.get $value) (i16x8.add (local.get $turned) (local.get $shifts))))
          (local.set $at (i32.add (local.get $at) (i32.const 64)))))
      (v128.store (local.get $out) (local.get $value))
      (local.set $out (i32.add (local.get $out) (local.get $stride)))
      (br_if $nextChunk (i32.lt_u (local.get $at) (local.get $end))))
    (f32.store (local.get $meta) (@total (local.get $bias)))
    (f32.store offset=4 (local.get $meta) (@total (local.get $squares)))
    (f32.store offset=8 (local.get $meta) (local.get $most))
    (i32.store offset=12 (local.get $meta) (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
      (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))))
