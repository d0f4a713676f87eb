;; Compares a block of queries with a tile of rows and writes down only what may enter a list: the values of four rows with a query,
;; where one of them exceeds the floor of the query or of its row. Three queries meet four rows at a time; twelve sums stay in
;; registers.
;;
;; One source, one kernel for each kind of component: @dot, @add and @float stand for the instructions of the kind (see KINDS in
;; scripts/build-kernel.mjs).
;;
;; Queries lie in groups of three, rows in groups of four. Within a group the 16-byte chunks of its vectors alternate: chunk 0 of each,
;; chunk 1 of each, and so on; $chunks is their number for one vector.
;;   $queryMeta: 16 bytes a query: i32 start of the sum, f32 scale, f32 bias, f32 floor
;;   $rowMeta:   48 bytes a group: four f32 scales, four biases, four floors
;;   value = sum * row scale * query scale + (row bias + query bias)
;; $out receives 20 bytes a hit: i32 query << 16 | group of rows, then the four values. Returns the end of what was written.
(module
  (import "env" "memory" (memory 1))
  (func (export "scan")
    (param $queries i32) (param $queryGroups i32) (param $queryMeta i32)
    (param $rows i32) (param $rowGroups i32) (param $rowMeta i32)
    (param $chunks i32) (param $out i32) (result i32)
    (local $query i32) (local $row i32) (local $left i32) (local $groupsLeft i32) (local $meta i32) (local $code i32) (local $blockCode i32)
    (local $query0 v128) (local $query1 v128) (local $query2 v128) (local $component v128)
    (local $sum00 v128) (local $sum01 v128) (local $sum02 v128) (local $sum03 v128)
    (local $sum10 v128) (local $sum11 v128) (local $sum12 v128) (local $sum13 v128)
    (local $sum20 v128) (local $sum21 v128) (local $sum22 v128) (local $sum23 v128)
    (local $values v128) (local $scale v128) (local $bias v128) (local $floor v128) (local $low v128) (local $high v128)
    (loop $nextQueries
      (local.set $row (local.get $rows))
      (local.set $meta (local.get $rowMeta))
      (local.set $groupsLeft (local.get $rowGroups))
      (local.set $code (local.get $blockCode))
      (loop $nextRows
        (local.set $query (local.get $queries))
        (local.set $left (local.get $chunks))
        (local.set $sum00 (v128.load32_zero (local.get $queryMeta)))
        (local.set $sum10 (v128.load32_zero offset=16 (local.get $queryMeta)))
        (local.set $sum20 (v128.load32_zero offset=32 (local.get $queryMeta)))
        (local.set $sum01 (local.get $sum00))
        (local.set $sum02 (local.get $sum00))
        (local.set $sum03 (local.get $sum00))
        (local.set $sum11 (local.get $sum10))
        (local.set $sum12 (local.get $sum10))
        (local.set $sum13 (local.get $sum10))
        (local.set $sum21 (local.get $sum20))
        (local.set $sum22 (local.get $sum20))
        (local.set $sum23 (local.get $sum20))
        (loop $nextChunk
          (local.set $query0 (v128.load (local.get $query)))
          (local.set $query1 (v128.load offset=16 (local.get $query)))
          (local.set $query2 (v128.load offset=32 (local.get $query)))
          (local.set $component (v128.load (local.get $row)))
          (local.set $sum00 (@dot (local.get $sum00) (local.get $query0) (local.get $component)))
          (local.set $sum10 (@dot (local.get $sum10) (local.get $query1) (local.get $component)))
          (local.set $sum20 (@dot (local.get $sum20) (local.get $query2) (local.get $component)))
          (local.set $component (v128.load offset=16 (local.get $row)))
          (local.set $sum01 (@dot (local.get $sum01) (local.get $query0) (local.get $component)))
          (local.set $sum11 (@dot (local.get $sum11) (local.get $query1) (local.get $component)))
          (local.set $sum21 (@dot (local.get $sum21) (local.get $query2) (local.get $component)))
          (local.set $component (v128.load offset=32 (local.get $row)))
          (local.set $sum02 (@dot (local.get $sum02) (local.get $query0) (local.get $component)))
          (local.set $sum12 (@dot (local.get $sum12) (local.get $query1) (local.get $component)))
          (local.set $sum22 (@dot (local.get $sum22) (local.get $query2) (local.get $component)))
          (local.set $component (v128.load offset=48 (local.get $row)))
          (local.set $sum03 (@dot (local.get $sum03) (local.get $query0) (local.get $component)))
          (local.set $sum13 (@dot (local.get $sum13) (local.get $query1) (local.get $component)))
          (local.set $sum23 (@dot (local.get $sum23) (local.get $query2) (local.get $component)))
          (local.set $query (i32.add (local.get $query) (i32.const 48)))
          (local.set $row (i32.add (local.get $row) (i32.const 64)))
          (br_if $nextChunk (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
        (local.set $scale (v128.load (local.get $meta)))
        (local.set $bias (v128.load offset=16 (local.get $meta)))
        (local.set $floor (v128.load offset=32 (local.get $meta)))

        (local.set $values (f32x4.add
          (f32x4.mul
            (f32x4.mul
              (@float (@quad (local.get $sum00) (local.get $sum01) (local.get $sum02) (local.get $sum03)))
              (local.get $scale))
            (v128.load32_splat offset=4 (local.get $queryMeta)))
          (f32x4.add (local.get $bias) (v128.load32_splat offset=8 (local.get $queryMeta)))))
        (if (v128.any_true (v128.or
              (f32x4.gt (local.get $values) (local.get $floor))
              (f32x4.gt (local.get $values) (v128.load32_splat offset=12 (local.get $queryMeta)))))
          (then
            (i32.store (local.get $out) (local.get $code))
            (v128.store offset=4 align=4 (local.get $out) (local.get $values))
            (local.set $out (i32.add (local.get $out) (i32.const 20)))))

        (local.set $values (f32x4.add
          (f32x4.mul
            (f32x4.mul
              (@float (@quad (local.get $sum10) (local.get $sum11) (local.get $sum12) (local.get $sum13)))
              (local.get $scale))
            (v128.load32_splat offset=20 (local.get $queryMeta)))
          (f32x4.add (local.get $bias) (v128.load32_splat offset=24 (local.get $queryMeta)))))
        (if (v128.any_true (v128.or
              (f32x4.gt (local.get $values) (local.get $floor))
              (f32x4.gt (local.get $values) (v128.load32_splat offset=28 (local.get $queryMeta)))))
          (then
            (i32.store (local.get $out) (i32.add (local.get $code) (i32.const 0x10000)))
            (v128.store offset=4 align=4 (local.get $out) (local.get $values))
            (local.set $out (i32.add (local.get $out) (i32.const 20)))))

        (local.set $values (f32x4.add
          (f32x4.mul
            (f32x4.mul
              (@float (@quad (local.get $sum20) (local.get $sum21) (local.get $sum22) (local.get $sum23)))
              (local.get $scale))
            (v128.load32_splat offset=36 (local.get $queryMeta)))
          (f32x4.add (local.get $bias) (v128.load32_splat offset=40 (local.get $queryMeta)))))
        (if (v128.any_true (v128.or
              (f32x4.gt (local.get $values) (local.get $floor))
              (f32x4.gt (local.get $values) (v128.load32_splat offset=44 (local.get $queryMeta)))))
          (then
            (i32.store (local.get $out) (i32.add (local.get $code) (i32.const 0x20000)))
            (v128.store offset=4 align=4 (local.get $out) (local.get $values))
            (local.set $out (i32.add (local.get $out) (i32.const 20)))))

        (local.set $meta (i32.add (local.get $meta) (i32.const 48)))
        (local.set $code (i32.add (local.get $code) (i32.const 1)))
        (br_if $nextRows (local.tee $groupsLeft (i32.sub (local.get $groupsLeft) (i32.const 1)))))
      (local.set $queries (local.get $query))
      (local.set $queryMeta (i32.add (local.get $queryMeta) (i32.const 48)))
      (local.set $blockCode (i32.add (local.get $blockCode) (i32.const 0x30000)))
      (br_if $nextQueries (local.tee $queryGroups (i32.sub (local.get $queryGroups) (i32.const 1)))))
    (local.get $out)))
