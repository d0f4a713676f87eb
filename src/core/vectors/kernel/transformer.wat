;; The arithmetic of a transformer encoder. Vectors of numbers lie one after another, each a token's. Whatever is computed for a token
;; depends on the tokens of its own text only, in an order that depends on nothing: no instruction here may round in two ways.
;;
;; One source, one kernel for each kind of multiplication (see KINDS in scripts/build-kernel.mjs). Six rows, one a token, meet two
;; times four columns at a time; twelve sums stay in registers. (@rows …) repeats for each row with its number for #, (@columns …) with
;; the number of the four columns for ~, (@steps …) with the number of one of four steps for ^.
;;
;; Codes of rows lie in groups of six: for each step along the row four bytes of each of them. Weights lie in panels of eight columns:
;; for each step the weights of four columns, then of the other four.
(module
  (import "env" "memory" (memory 1))

  ;; Rounds rows of numbers to codes 0 … 127, with a scale and a zero point of each row: number ≈ scale * (code - zero). The number of
  ;; a row that is furthest from 0, its peak, has no say in the scale: what its code lacks is kept beside, as a whole number of steps.
  ;; $rowMeta receives 20 bytes a row: i32 zero, f32 scale, and of the peak i32 where its weights are in a panel, i32 a code of 1 in its
  ;; place and 0 in the others of its step, i32 what its code lacks. $bytes: of a row of numbers, a multiple of 64.
  (func (export "quantise")
    (param $numbers i32) (param $rows i32) (param $bytes i32) (param $codes i32) (param $rowMeta i32)
    (local $at i32) (local $end i32) (local $out i32)
    (local $low v128) (local $high v128) (local $value v128) (local $inverse v128) (local $magic v128)
    (local $first v128) (local $second v128)
    (local $least f32) (local $most f32) (local $scale f32) (local $zero f32)
    (local $peakAt i32) (local $peak f32) (local $isWithoutPeak i32) (local $place i32) (local $lanes i32) (local $code i32)
    (loop $nextRow
      (local.set $end (i32.add (local.get $numbers) (local.get $bytes)))
      (local.set $isWithoutPeak (i32.const 0))
      (loop $range
        (local.set $at (local.get $numbers))
        (local.set $low (v128.const i32x4 0 0 0 0))
        (local.set $high (v128.const i32x4 0 0 0 0))
        (loop $nextRange
          (@steps
            (local.set $value (v128.load offset=[16*^] (local.get $at)))
            (local.set $low (f32x4.pmin (local.get $low) (local.get $value)))
            (local.set $high (f32x4.pmax (local.get $high) (local.get $value))))
          (br_if $nextRange (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 64))) (local.get $end))))
        (local.set $least (f32.min
          (f32.min (f32x4.extract_lane 0 (local.get $low)) (f32x4.extract_lane 1 (local.get $low)))
          (f32.min (f32x4.extract_lane 2 (local.get $low)) (f32x4.extract_lane 3 (local.get $low)))))
        (local.set $most (f32.max
          (f32.max (f32x4.extract_lane 0 (local.get $high)) (f32x4.extract_lane 1 (local.get $high)))
          (f32.max (f32x4.extract_lane 2 (local.get $high)) (f32x4.extract_lane 3 (local.get $high)))))
        (if (i32.eqz (local.get $isWithoutPeak))
          (then
            (local.set $isWithoutPeak (i32.const 1))
            (local.set $value (f32x4.splat
              (select (local.get $most) (local.get $least) (f32.ge (local.get $most) (f32.neg (local.get $least))))))
            (local.set $peakAt (local.get $numbers))
            (local.set $at (local.get $numbers))
            (block $found
              (loop $nextPeak
                (local.set $lanes (i32x4.bitmask (f32x4.eq (v128.load (local.get $at)) (local.get $value))))
                (if (local.get $lanes)
                  (then
                    (local.set $peakAt (i32.add (local.get $at) (i32.mul (i32.ctz (local.get $lanes)) (i32.const 4))))
                    (br $found)))
                (br_if $nextPeak (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end)))))
            (local.set $peak (f32.load (local.get $peakAt)))
            (f32.store (local.get $peakAt) (f32.const 0))
            (br $range))))
      (f32.store (local.get $peakAt) (local.get $peak))
      (local.set $scale (f32.max
        (f32.const 1e-30)
        (f32.max
          (f32.div (f32.sub (local.get $most) (local.get $least)) (f32.const 127))
          (f32.div (f32.abs (local.get $peak)) (f32.const 32767)))))
      (local.set $inverse (f32x4.splat (f32.div (f32.const 1) (local.get $scale))))
      (local.set $zero (f32.nearest (f32.mul (f32.neg (local.get $least)) (f32x4.extract_lane 0 (local.get $inverse)))))
      (i32.store (local.get $rowMeta) (i32.trunc_sat_f32_s (local.get $zero)))
      (f32.store offset=4 (local.get $rowMeta) (local.get $scale))
      (local.set $peakAt (i32.div_u (i32.sub (local.get $peakAt) (local.get $numbers)) (i32.const 4)))
      (i32.store offset=8 (local.get $rowMeta)
        (i32.mul (i32.div_u (local.get $peakAt) (i32.const (@codesOfStep))) (i32.const [2*(@width)])))
      (i32.store offset=12 (local.get $rowMeta)
        (i32.shl
          (i32.const 1)
          (i32.mul (i32.rem_u (local.get $peakAt) (i32.const (@codesOfStep))) (i32.const (@bitsOfCode)))))
      (local.set $code
        (i32.add
          (i32.trunc_sat_f32_s (f32.nearest (f32.mul (local.get $peak) (f32x4.extract_lane 0 (local.get $inverse)))))
          (i32.trunc_sat_f32_s (local.get $zero))))
      (i32.store offset=16 (local.get $rowMeta)
        (select
          (i32.sub (local.get $code) (i32.const 127))
          (select (local.get $code) (i32.const 0) (i32.lt_s (local.get $code) (i32.const 0)))
          (i32.gt_s (local.get $code) (i32.const 127))))
      (local.set $rowMeta (i32.add (local.get $rowMeta) (i32.const 20)))
      ;; Adding 1.5 * 2^23 leaves the nearest whole number in the low bits.
      (local.set $magic (f32x4.splat (f32.add (f32.const 12582912) (local.get $zero))))
      (local.set $out (i32.add (local.get $codes) (i32.mul (local.get $place) (i32.const 4))))
      (local.set $at (local.get $numbers))
      (loop $nextCodes
        (local.set $first (i16x8.narrow_i32x4_s (@whole 0) (@whole 16)))
        (local.set $second (i16x8.narrow_i32x4_s (@whole 32) (@whole 48)))
        (@storeCodes)
        (br_if $nextCodes (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 64))) (local.get $end))))
      (local.set $numbers (local.get $end))
      (local.set $place (i32.add (local.get $place) (i32.const 1)))
      (if (i32.eq (local.get $place) (i32.const (@rowCount)))
        (then
          (local.set $place (i32.const 0))
          (local.set $codes (i32.sub (local.get $out) (i32.const [4*(@rowCount)-4])))))
      (br_if $nextRow (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  ;; Multiplies groups of rows by all columns: for each, scales of row and column * sum of (code - zero) * weight, + bias. The code of
  ;; the peak counts with what it lacks.
  ;; $panelMeta: 96 bytes a panel; for each four columns the sums of their weights (i32), their scales and their biases (f32).
  ;; $bytes: of a row of the answer. Rows that fill up the last group get an answer as well, of no meaning: what their
  ;; meta says is left from rows before them.
  (func (export "multiply")
    (param $codes i32) (param $rowMeta i32) (param $groups i32)
    (param $weights i32) (param $panelMeta i32) (param $panels i32)
    (param $steps i32) (param $out i32) (param $bytes i32)
    (local $row i32) (local $panel i32) (local $meta i32) (local $left i32) (local $groupsLeft i32)
    (local $target i32) (local $peak i32) (local $code v128)
    (@columns (local $weight~ v128))
    (@rows (@columns (local $sum#~ v128)))
    (loop $nextPanel
      (local.set $row (local.get $codes))
      (local.set $meta (local.get $rowMeta))
      (local.set $groupsLeft (local.get $groups))
      (local.set $target (local.get $out))
      (loop $nextGroup
        (local.set $panel (local.get $weights))
        (local.set $left (local.get $steps))
        (@rows (@columns (local.set $sum#~ (v128.const i32x4 0 0 0 0))))
        (loop $nextSteps
          (@steps
            (@columns (local.set $weight~ (@loadWeights [2*(@width)*^+(@width)*~] $panel)))
            (@rows
              (local.set $code (v128.load32_splat offset=[4*(@rowCount)*^+4*#] (local.get $row)))
              (@columns (local.set $sum#~ (@dot (local.get $sum#~) (local.get $code) (local.get $weight~))))))
          (local.set $row (i32.add (local.get $row) (i32.const [16*(@rowCount)])))
          (local.set $panel (i32.add (local.get $panel) (i32.const [8*(@width)])))
          (br_if $nextSteps (local.tee $left (i32.sub (local.get $left) (i32.const 4)))))
        (@rows
          (local.set $peak (i32.add (local.get $weights) (i32.load offset=[20*#+8] (local.get $meta))))
          (local.set $code (v128.load32_splat offset=[20*#+12] (local.get $meta)))
          (@columns
            (local.set $weight~
              (@dot (v128.const i32x4 0 0 0 0) (local.get $code) (@loadWeights [(@width)*~] $peak)))
            (v128.store offset=[16*~] (local.get $target)
              (f32x4.add
                (f32x4.mul
                  (f32x4.convert_i32x4_s
                    (i32x4.add
                      (i32x4.sub
                        (local.get $sum#~)
                        (i32x4.mul (v128.load32_splat offset=[20*#] (local.get $meta)) (v128.load offset=[48*~] (local.get $panelMeta))))
                      (i32x4.mul (v128.load32_splat offset=[20*#+16] (local.get $meta)) (local.get $weight~))))
                  (f32x4.mul
                    (v128.load32_splat offset=[20*#+4] (local.get $meta))
                    (v128.load offset=[48*~+16] (local.get $panelMeta))))
                (v128.load offset=[48*~+32] (local.get $panelMeta)))))
          (local.set $target (i32.add (local.get $target) (local.get $bytes))))
        (local.set $meta (i32.add (local.get $meta) (i32.const [20*(@rowCount)])))
        (br_if $nextGroup (local.tee $groupsLeft (i32.sub (local.get $groupsLeft) (i32.const 1)))))
      (local.set $weights (local.get $panel))
      (local.set $panelMeta (i32.add (local.get $panelMeta) (i32.const 96)))
      (local.set $out (i32.add (local.get $out) (i32.const 32)))
      (br_if $nextPanel (local.tee $panels (i32.sub (local.get $panels) (i32.const 1))))))

  ;; x * Φ(x) in place, within 1e-4: Φ by a polynomial fitted to |x| ≤ 4.2, beyond which it is 0 or 1. $bytes: a multiple of 16.
  (func (export "activate") (param $numbers i32) (param $bytes i32)
    (local $end i32) (local $value v128) (local $bounded v128) (local $square v128)
    (local.set $end (i32.add (local.get $numbers) (local.get $bytes)))
    (loop $next
      (local.set $value (v128.load (local.get $numbers)))
      (local.set $bounded (f32x4.pmax (f32x4.pmin (local.get $value) (@each 4.2)) (@each -4.2)))
      (local.set $square (f32x4.mul (local.get $bounded) (local.get $bounded)))
      (v128.store (local.get $numbers)
        (f32x4.mul
          (f32x4.mul (local.get $value) (@each 0.5))
          (f32x4.add (@each 1)
            (f32x4.mul (local.get $bounded)
              (@horner $square -1.8035176685415877e-9 1.5882756088103633e-7 -6.075884812162258e-6 1.3378170842770487e-4
                -1.901317504234612e-3 1.859647035598755e-2 -1.3105642795562744e-1 7.969317436218262e-1)))))
      (br_if $next (i32.lt_u (local.tee $numbers (i32.add (local.get $numbers) (i32.const 16))) (local.get $end)))))

  ;; Adds rows to rows, and gives each mean 0 and variance 1, then the weights and biases. $bytes: of a row, a multiple of 64.
  (func (export "addAndNormalise")
    (param $numbers i32) (param $others i32) (param $rows i32) (param $bytes i32)
    (param $weights i32) (param $biases i32) (param $epsilon f32)
    (local $at i32) (local $mean v128) (local $scale v128) (local $count f32)
    (@steps (local $part^ v128))
    (local.set $count (f32.convert_i32_u (i32.div_u (local.get $bytes) (i32.const 4))))
    (loop $nextRow
      (@steps (local.set $part^ (v128.const i32x4 0 0 0 0)))
      (local.set $at (i32.const 0))
      (loop $nextSum
        (@steps
          (local.set $mean (f32x4.add
            (v128.load offset=[16*^] (i32.add (local.get $numbers) (local.get $at)))
            (v128.load offset=[16*^] (i32.add (local.get $others) (local.get $at)))))
          (v128.store offset=[16*^] (i32.add (local.get $numbers) (local.get $at)) (local.get $mean))
          (local.set $part^ (f32x4.add (local.get $part^) (local.get $mean))))
        (br_if $nextSum (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 64))) (local.get $bytes))))
      (local.set $mean (f32x4.splat (f32.div (@total) (local.get $count))))
      (@steps (local.set $part^ (v128.const i32x4 0 0 0 0)))
      (local.set $at (i32.const 0))
      (loop $nextSquares
        (@steps
          (local.set $scale (f32x4.sub (v128.load offset=[16*^] (i32.add (local.get $numbers) (local.get $at))) (local.get $mean)))
          (local.set $part^ (f32x4.add (local.get $part^) (f32x4.mul (local.get $scale) (local.get $scale)))))
        (br_if $nextSquares (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 64))) (local.get $bytes))))
      (local.set $scale (f32x4.splat
        (f32.div (f32.const 1) (f32.sqrt (f32.add (f32.div (@total) (local.get $count)) (local.get $epsilon))))))
      (local.set $at (i32.const 0))
      (loop $nextStore
        (@steps
          (v128.store offset=[16*^] (i32.add (local.get $numbers) (local.get $at))
            (f32x4.add
              (f32x4.mul
                (f32x4.mul
                  (f32x4.sub (v128.load offset=[16*^] (i32.add (local.get $numbers) (local.get $at))) (local.get $mean))
                  (local.get $scale))
                (v128.load offset=[16*^] (i32.add (local.get $weights) (local.get $at))))
              (v128.load offset=[16*^] (i32.add (local.get $biases) (local.get $at))))))
        (br_if $nextStore (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 64))) (local.get $bytes))))
      (local.set $numbers (i32.add (local.get $numbers) (local.get $bytes)))
      (local.set $others (i32.add (local.get $others) (local.get $bytes)))
      (br_if $nextRow (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  ;; Attention of the tokens of one text to each other, by heads of 32 numbers. $tokens: a row each of queries, keys and values, one
  ;; after another; $bytes: of one of these. $out receives $bytes a token. $scores: room for as many numbers as tokens, and four.
  ;; Reads, without a use, up to three rows beyond the last.
  (func (export "attend") (param $tokens i32) (param $length i32) (param $bytes i32) (param $out i32) (param $scores i32)
    (local $head i32) (local $query i32) (local $key i32) (local $at i32) (local $end i32) (local $padded i32)
    (local $step i32) (local $left i32) (local $target i32)
    (local $low v128) (local $high v128) (local $most v128) (local $total f32) (local $value v128) (local $whole v128) (local $rest v128)
    (@steps (local $part^ v128))
    (@eighths (local $number^ v128))
    (local.set $step (i32.mul (local.get $bytes) (i32.const 3)))
    (local.set $end (i32.add (local.get $scores) (i32.mul (local.get $length) (i32.const 4))))
    (local.set $padded (i32.and (i32.add (local.get $end) (i32.const 15)) (i32.const -16)))
    (loop $nextHead
      (local.set $left (local.get $length))
      (local.set $query (i32.add (local.get $tokens) (local.get $head)))
      (local.set $target (i32.add (local.get $out) (local.get $head)))
      (loop $nextQuery
        (@eighths (local.set $number^ (v128.load offset=[16*^] (local.get $query))))
        (local.set $key (i32.add (i32.add (local.get $tokens) (local.get $bytes)) (local.get $head)))
        (local.set $at (local.get $scores))
        (loop $nextKeys
          (@steps
            (local.set $part^ (f32x4.mul (local.get $number0) (v128.load (local.get $key))))
            (@laterEighths (local.set $part^ (f32x4.add (local.get $part^) (f32x4.mul (local.get $number~) (v128.load offset=[16*~] (local.get $key))))))
            (local.set $key (i32.add (local.get $key) (local.get $step))))
          (v128.store (local.get $at)
            (f32x4.mul (@quad (local.get $part0) (local.get $part1) (local.get $part2) (local.get $part3)) (@each 0.17677669529663687)))
          (br_if $nextKeys (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $padded))))
        ;; What is beyond the text becomes as small as can be, then nothing.
        (local.set $at (local.get $end))
        (block $full
          (loop $nextPad
            (br_if $full (i32.ge_u (local.get $at) (local.get $padded)))
            (f32.store (local.get $at) (f32.const -3e38))
            (local.set $at (i32.add (local.get $at) (i32.const 4)))
            (br $nextPad)))
        (local.set $most (@each -3e38))
        (local.set $at (local.get $scores))
        (loop $nextMost
          (local.set $most (f32x4.pmax (local.get $most) (v128.load (local.get $at))))
          (br_if $nextMost (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $padded))))
        (local.set $most (f32x4.pmax (local.get $most) (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $most) (local.get $most))))
        (local.set $most (f32x4.pmax (local.get $most) (i8x16.shuffle 4 5 6 7 0 1 2 3 12 13 14 15 8 9 10 11 (local.get $most) (local.get $most))))
        (local.set $at (local.get $scores))
        (loop $nextExp
          (local.set $value (f32x4.pmax (f32x4.sub (v128.load (local.get $at)) (local.get $most)) (@each -86)))
          ;; e^x = 2^n * e^r: n by the same addition as in quantise, which also puts it where an exponent is; |r| ≤ ln 2 / 2.
          (local.set $whole (f32x4.add (f32x4.mul (local.get $value) (@each 1.4426950408889634)) (@each 12582912)))
          (local.set $rest (f32x4.sub (local.get $value) (f32x4.mul (f32x4.sub (local.get $whole) (@each 12582912)) (@each 0.6931471805599453))))
          (v128.store (local.get $at)
            (i32x4.add
              (@horner $rest 1.388888888888889e-3 8.333333333333333e-3 4.1666666666666664e-2 1.6666666666666666e-1 0.5 1 1)
              (i32x4.shl (local.get $whole) (i32.const 23))))
          (br_if $nextExp (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $padded))))
        (@eighths (local.set $number^ (v128.const i32x4 0 0 0 0)))
        (local.set $total (f32.const 0))
        (local.set $key (i32.add (i32.add (local.get $tokens) (i32.mul (local.get $bytes) (i32.const 2))) (local.get $head)))
        (local.set $at (local.get $scores))
        (loop $nextValue
          (local.set $total (f32.add (local.get $total) (f32.load (local.get $at))))
          (local.set $value (v128.load32_splat (local.get $at)))
          (@eighths (local.set $number^ (f32x4.add (local.get $number^) (f32x4.mul (local.get $value) (v128.load offset=[16*^] (local.get $key))))))
          (local.set $key (i32.add (local.get $key) (local.get $step)))
          (br_if $nextValue (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (local.get $end))))
        (local.set $value (f32x4.splat (f32.div (f32.const 1) (local.get $total))))
        (@eighths (v128.store offset=[16*^] (local.get $target) (f32x4.mul (local.get $number^) (local.get $value))))
        (local.set $query (i32.add (local.get $query) (local.get $step)))
        (local.set $target (i32.add (local.get $target) (local.get $bytes)))
        (br_if $nextQuery (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
      (br_if $nextHead (i32.lt_u (local.tee $head (i32.add (local.get $head) (i32.const 128))) (local.get $bytes)))))

  ;; A row of numbers times a matrix of numbers with rows of $bytes, a multiple of 128.
  (func (export "rotate") (param $numbers i32) (param $count i32) (param $matrix i32) (param $bytes i32) (param $out i32)
    (local $row i32) (local $column i32) (local $at i32) (local $end i32) (local $value v128)
    (@eighths (local $number^ v128))
    (local.set $end (i32.add (local.get $numbers) (i32.mul (local.get $count) (i32.const 4))))
    (loop $nextColumns
      (@eighths (local.set $number^ (v128.const i32x4 0 0 0 0)))
      (local.set $row (i32.add (local.get $matrix) (local.get $column)))
      (local.set $at (local.get $numbers))
      (loop $nextRow
        (local.set $value (v128.load32_splat (local.get $at)))
        (@eighths (local.set $number^ (f32x4.add (local.get $number^) (f32x4.mul (local.get $value) (v128.load offset=[16*^] (local.get $row))))))
        (local.set $row (i32.add (local.get $row) (local.get $bytes)))
        (br_if $nextRow (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (local.get $end))))
      (@eighths (v128.store offset=[16*^] (i32.add (local.get $out) (local.get $column)) (local.get $number^)))
      (br_if $nextColumns (i32.lt_u (local.tee $column (i32.add (local.get $column) (i32.const 128))) (local.get $bytes))))))
