;; Lists of the best partners of every record, filled from the hits of scan.wat. A list is a binary heap, its worst member first, of
;; 64-bit keys: above the value, in an order of bits that is the order of values, below the inverted number of the partner, so that a
;; greater key is a better partner, ties by the lower number.
;;
;; $task points to twelve words: heaps, counts, floors, numbers and k of the left lists, the same of the right ones, then 1 where a
;; record does not meet itself and 2 where it meets only later ones, then a word that is not used. A heap has k keys.
(module
  (import "env" "memory" (memory 1))

  ;; Puts a key in the place of the worst of a heap of $size.
  (func $sink (param $heap i32) (param $size i32) (param $key i64)
    (local $slot i32) (local $child i32) (local $at i32) (local $below i64) (local $other i64) (local $isRight i32)
    (block $done
      (loop $next
        (local.set $child (i32.add (i32.shl (local.get $slot) (i32.const 1)) (i32.const 1)))
        (br_if $done (i32.ge_u (local.get $child) (local.get $size)))
        (local.set $at (i32.add (local.get $heap) (i32.shl (local.get $child) (i32.const 3))))
        (local.set $below (i64.load (local.get $at)))
        (local.set $other (i64.load offset=8 (local.get $at)))
        (local.set $isRight (i32.and
          (i64.lt_u (local.get $other) (local.get $below))
          (i32.lt_u (i32.add (local.get $child) (i32.const 1)) (local.get $size))))
        (local.set $below (select (local.get $other) (local.get $below) (local.get $isRight)))
        (br_if $done (i64.lt_u (local.get $key) (local.get $below)))
        (i64.store (i32.add (local.get $heap) (i32.shl (local.get $slot) (i32.const 3))) (local.get $below))
        (local.set $slot (i32.add (local.get $child) (local.get $isRight)))
        (br $next)))
    (i64.store (i32.add (local.get $heap) (i32.shl (local.get $slot) (i32.const 3))) (local.get $key)))

  ;; Adds a key to a heap of $size that has room.
  (func $rise (param $heap i32) (param $slot i32) (param $key i64)
    (local $parent i32) (local $above i64)
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $slot)))
        (local.set $parent (i32.shr_u (i32.sub (local.get $slot) (i32.const 1)) (i32.const 1)))
        (local.set $above (i64.load (i32.add (local.get $heap) (i32.shl (local.get $parent) (i32.const 3)))))
        (br_if $done (i64.lt_u (local.get $above) (local.get $key)))
        (i64.store (i32.add (local.get $heap) (i32.shl (local.get $slot) (i32.const 3))) (local.get $above))
        (local.set $slot (local.get $parent))
        (br $next)))
    (i64.store (i32.add (local.get $heap) (i32.shl (local.get $slot) (i32.const 3))) (local.get $key)))

  ;; Enters a partner whose value exceeds the floor of a list, and returns the floor then. $side points to the words of a side.
  (func $offer (param $side i32) (param $list i32) (param $value f32) (param $partner i32) (result f32)
    (local $bits i32) (local $key i64) (local $k i32) (local $heap i32) (local $count i32) (local $floor f32)
    (local.set $bits (i32.reinterpret_f32 (local.get $value)))
    (local.set $key (i64.or
      (i64.shl
        (i64.extend_i32_u (i32.xor
          (local.get $bits)
          (i32.or (i32.shr_s (local.get $bits) (i32.const 31)) (i32.const 0x80000000))))
        (i64.const 32))
      (i64.extend_i32_u (i32.xor (local.get $partner) (i32.const -1)))))
    (local.set $k (i32.load offset=16 (local.get $side)))
    (local.set $heap (i32.add
      (i32.load (local.get $side))
      (i32.shl (i32.mul (local.get $list) (local.get $k)) (i32.const 3))))
    (local.set $list (i32.shl (local.get $list) (i32.const 2)))
    (local.set $count (i32.load (i32.add (i32.load offset=4 (local.get $side)) (local.get $list))))
    (if (i32.eq (local.get $count) (local.get $k))
      (then (call $sink (local.get $heap) (local.get $k) (local.get $key)))
      (else
        (call $rise (local.get $heap) (local.get $count) (local.get $key))
        (local.set $count (i32.add (local.get $count) (i32.const 1)))
        (i32.store (i32.add (i32.load offset=4 (local.get $side)) (local.get $list)) (local.get $count))
        (if (i32.lt_u (local.get $count) (local.get $k)) (then (return (f32.const -inf))))))
    (local.set $bits (i32.wrap_i64 (i64.shr_u (i64.load (local.get $heap)) (i64.const 32))))
    (local.set $floor (f32.reinterpret_i32 (i32.xor
      (local.get $bits)
      (i32.or (i32.xor (i32.shr_s (local.get $bits) (i32.const 31)) (i32.const -1)) (i32.const 0x80000000)))))
    (f32.store (i32.add (i32.load offset=8 (local.get $side)) (local.get $list)) (local.get $floor))
    (local.get $floor))

  ;; Enters the hits of a tile: list $block and row $tile are the first ones of its queries and rows. Floors that rise go to
  ;; $queryMeta and $rowMeta as well.
  (func (export "enter")
    (param $task i32) (param $hit i32) (param $end i32) (param $block i32) (param $queryMeta i32) (param $tile i32) (param $rowMeta i32)
    (local $code i32) (local $list i32) (local $record i32) (local $place i32) (local $partner i32) (local $last i32) (local $skip i32)
    (local $queryFloor i32) (local $rowFloor i32) (local $leftFloor i32) (local $rightFloor i32) (local $value f32)
    (local.set $skip (i32.load offset=40 (local.get $task)))
    (block $done
      (loop $nextHit
        (br_if $done (i32.ge_u (local.get $hit) (local.get $end)))
        (local.set $code (i32.load (local.get $hit)))
        (local.set $list (i32.shr_u (local.get $code) (i32.const 16)))
        (local.set $queryFloor (i32.add (local.get $queryMeta) (i32.shl (local.get $list) (i32.const 4))))
        (local.set $list (i32.add (local.get $block) (local.get $list)))
        (local.set $leftFloor (i32.add (i32.load offset=8 (local.get $task)) (i32.shl (local.get $list) (i32.const 2))))
        (local.set $record (i32.load (i32.add (i32.load offset=12 (local.get $task)) (i32.shl (local.get $list) (i32.const 2)))))
        (local.set $code (i32.and (local.get $code) (i32.const 0xffff)))
        (local.set $rowFloor (i32.add (local.get $rowMeta) (i32.mul (local.get $code) (i32.const 48))))
        (local.set $place (i32.add (local.get $tile) (i32.shl (local.get $code) (i32.const 2))))
        (local.set $rightFloor (i32.add (i32.load offset=28 (local.get $task)) (i32.shl (local.get $place) (i32.const 2))))
        (local.set $last (i32.add (local.get $hit) (i32.const 16)))
        (loop $nextLane
          (local.set $hit (i32.add (local.get $hit) (i32.const 4)))
          (local.set $value (f32.load (local.get $hit)))
          (if (i32.or
                (f32.gt (local.get $value) (f32.load (local.get $leftFloor)))
                (f32.gt (local.get $value) (f32.load (local.get $rightFloor))))
            (then
              (local.set $partner
                (i32.load (i32.add (i32.load offset=32 (local.get $task)) (i32.shl (local.get $place) (i32.const 2)))))
              (block $passedOver
                (br_if $passedOver (i32.and
                  (i32.eq (local.get $partner) (local.get $record))
                  (i32.ne (local.get $skip) (i32.const 0))))
                (br_if $passedOver (i32.and
                  (i32.lt_u (local.get $partner) (local.get $record))
                  (i32.eq (local.get $skip) (i32.const 2))))
                (if (f32.gt (local.get $value) (f32.load (local.get $leftFloor)))
                  (then (f32.store offset=12 (local.get $queryFloor)
                    (call $offer (local.get $task) (local.get $list) (local.get $value) (local.get $partner)))))
                (if (f32.gt (local.get $value) (f32.load (local.get $rightFloor)))
                  (then (f32.store offset=32 (local.get $rowFloor)
                    (call $offer (i32.add (local.get $task) (i32.const 20)) (local.get $place) (local.get $value) (local.get $record))))))))
          (local.set $place (i32.add (local.get $place) (i32.const 1)))
          (local.set $rightFloor (i32.add (local.get $rightFloor) (i32.const 4)))
          (local.set $rowFloor (i32.add (local.get $rowFloor) (i32.const 4)))
          (br_if $nextLane (i32.lt_u (local.get $hit) (local.get $last))))
        (local.set $hit (i32.add (local.get $hit) (i32.const 4)))
        (br $nextHit))))

  ;; Puts the $count members of a heap in order, best first.
  (func (export "sort") (param $heap i32) (param $count i32)
    (local $last i32) (local $key i64)
    (block $done
      (loop $next
        (br_if $done (i32.lt_s (local.get $count) (i32.const 2)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (local.set $last (i32.add (local.get $heap) (i32.shl (local.get $count) (i32.const 3))))
        (local.set $key (i64.load (local.get $last)))
        (i64.store (local.get $last) (i64.load (local.get $heap)))
        (call $sink (local.get $heap) (local.get $count) (local.get $key))
        (br $next)))))
