;; The streams of a module's text (streams.mjs, text-code.mjs) → the module. WebAssembly, because a page does this
;; once: a browser compiles it at once, and would only interpret the same in JavaScript, eight times slower.
;; In memory: 0 where each stream goes on (four bytes each: for each hole its first bytes and its longer ones, then
;; head, rest, order, alphabets, and where the order and the rest end), 256 tables of characters, 3584 one alphabet's
;; single characters, 4096 symbols, 16384 the text, and behind it the module.
;; Not here: any check; what stands in the text was made by our build.
(module
  (import "a" "a" (memory 1))
  (global $out (mut i32) (i32.const 0))

  (func $emit (param $byte i32)
    (i32.store8 (global.get $out) (local.get $byte))
    (global.set $out (i32.add (global.get $out) (i32.const 1))))

  ;; The next character of a stream.
  (func $character (param $stream i32) (result i32)
    (local $at i32)
    (i32.store (local.get $stream) (i32.add (local.tee $at (i32.load (local.get $stream))) (i32.const 1)))
    (i32.load8_u (local.get $at)))

  ;; The next byte of a stream, by its tables: 128 bytes for single characters, and as much behind each mark.
  (func $next (param $stream i32) (param $tables i32) (result i32)
    (local $character i32)
    (if (i32.lt_u (local.tee $character (call $character (local.get $stream))) (i32.const 34))
      (then (local.set $character (i32.add
        (i32.shl (i32.sub (local.get $character) (i32.const 31)) (i32.const 7))
        (call $character (local.get $stream))))))
    (i32.load8_u (i32.add (local.get $tables) (local.get $character))))

  ;; Copies a LEB128 number, or what is left of one.
  (func $number (param $stream i32)
    (local $byte i32)
    (loop $on
      (call $emit (local.tee $byte (call $next (local.get $stream) (i32.const 768))))
      (br_if $on (i32.gt_u (local.get $byte) (i32.const 127)))))

  (func $head (result i32) (call $next (i32.const 64) (i32.const 768)))

  ;; Copies from the rest.
  (func $rest (call $emit (call $next (i32.const 68) (i32.const 1280))))

  ;; Three bytes for a size that is not yet known; it is as long as what is put out until `sized`.
  (func $size (result i32)
    (global.set $out (i32.add (global.get $out) (i32.const 3)))
    (global.get $out))
  (func $sized (param $from i32)
    (local $size i32)
    (i32.store16 (i32.sub (local.get $from) (i32.const 3))
      (i32.or (i32.const 0x8080) (i32.or
        (i32.and (local.tee $size (i32.sub (global.get $out) (local.get $from))) (i32.const 127))
        (i32.and (i32.shl (local.get $size) (i32.const 1)) (i32.const 0x7f00)))))
    (i32.store8 (i32.sub (local.get $from) (i32.const 1)) (i32.shr_u (local.get $size) (i32.const 14))))

  ;; Puts all together at `from`; `before`: how much of the rest stands before the code. Returns where it ends.
  (func (export "a") (param $from i32) (param $before i32) (result i32)
    (local $i i32) (local $j i32) (local $k i32) (local $byte i32) (local $letters i32) (local $marked i32)
    (local $out i32) (local $order i32) (local $symbol i32) (local $section i32) (local $body i32)
    ;; Three alphabets: the character of each byte, or a space when it takes two.
    (local.set $i (i32.const 256))
    (loop $alphabet
      (local.set $letters (i32.const 3584))
      (local.set $j (i32.const 0))
      (loop $single
        (if (i32.ne (local.tee $byte (i32.load8_u (i32.add (i32.load (i32.const 76)) (local.get $j)))) (i32.const 32))
          (then
            (i32.store8 (i32.add (local.get $i) (local.get $byte)) (local.get $j))
            (i32.store8 (local.get $letters) (local.get $byte))
            (local.set $letters (i32.add (local.get $letters) (i32.const 1)))))
        (br_if $single (i32.lt_u (local.tee $j (i32.add (local.get $j) (i32.const 1))) (i32.const 256))))
      ;; Those take a mark and the characters of the others in turn.
      (local.set $marked (i32.add (local.get $i) (i32.const 128)))
      (local.set $k (i32.const 3584))
      (local.set $j (i32.const 0))
      (loop $two
        (if (i32.eq (call $character (i32.const 76)) (i32.const 32))
          (then
            (i32.store8 (i32.add (local.get $marked) (i32.load8_u (local.get $k))) (local.get $j))
            (if (i32.eq (local.tee $k (i32.add (local.get $k) (i32.const 1))) (local.get $letters))
              (then
                (local.set $k (i32.const 3584))
                (local.set $marked (i32.add (local.get $marked) (i32.const 128)))))))
        (br_if $two (i32.lt_u (local.tee $j (i32.add (local.get $j) (i32.const 1))) (i32.const 256))))
      (br_if $alphabet (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 512))) (i32.const 1792))))
    ;; Symbols, 16 bytes each: the hole, how many bytes, the bytes.
    (global.set $out (i32.const 4096))
    (local.set $k (call $head))
    (loop $symbols
      (call $emit (call $head))
      (call $emit (local.tee $i (call $head)))
      (loop $bytes
        (if (local.get $i)
          (then
            (call $emit (call $head))
            (local.set $i (i32.sub (local.get $i) (i32.const 1)))
            (br $bytes))))
      (global.set $out (i32.and (i32.add (global.get $out) (i32.const 15)) (i32.const -16)))
      (br_if $symbols (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))
    ;; What stands before the code.
    (global.set $out (local.get $from))
    (loop $before
      (call $rest)
      (br_if $before (local.tee $before (i32.sub (local.get $before) (i32.const 1)))))
    (call $emit (i32.const 10))
    (local.set $section (call $size))
    (call $number (i32.const 64))
    (local.set $order (i32.load (i32.const 72)))
    (loop $functions
      (local.set $body (call $size))
      (call $emit (local.tee $k (call $head)))
      (local.set $k (i32.shl (local.get $k) (i32.const 1)))
      (loop $locals
        (if (local.get $k)
          (then
            (call $number (i32.const 64))
            (local.set $k (i32.sub (local.get $k) (i32.const 1)))
            (br $locals))))
      ;; Nearly all the time goes by here: no calls, but for what is rare.
      (local.set $out (global.get $out))
      (loop $instructions
        (local.set $byte (i32.load8_u (local.get $order)))
        (local.set $order (i32.add (local.get $order) (i32.const 1)))
        (if (i32.lt_u (local.get $byte) (i32.const 34))
          (then
            (local.set $byte (i32.add
              (i32.shl (i32.sub (local.get $byte) (i32.const 31)) (i32.const 7))
              (i32.load8_u (local.get $order))))
            (local.set $order (i32.add (local.get $order) (i32.const 1)))))
        ;; At most 8 bytes; what is too much is written over.
        (i64.store (local.get $out)
          (i64.load offset=4098 (local.tee $symbol (i32.shl (i32.load8_u offset=256 (local.get $byte)) (i32.const 4)))))
        (local.set $out (i32.add (local.get $out) (i32.load8_u offset=4097 (local.get $symbol))))
        (if (i32.lt_u (local.tee $k (i32.load8_u offset=4096 (local.get $symbol))) (i32.const 64))
          (then
            (local.set $byte (i32.load8_u (local.tee $j (i32.load (local.get $k)))))
            (if (i32.lt_u (local.get $byte) (i32.const 34))
              (then
                (local.set $byte (i32.add
                  (i32.shl (i32.sub (local.get $byte) (i32.const 31)) (i32.const 7))
                  (i32.load8_u (local.tee $j (i32.add (local.get $j) (i32.const 1))))))))
            (i32.store (local.get $k) (i32.add (local.get $j) (i32.const 1)))
            (i32.store8 (local.get $out) (local.tee $byte (i32.load8_u offset=768 (local.get $byte))))
            (local.set $out (i32.add (local.get $out) (i32.const 1)))
            (br_if $instructions (i32.lt_u (local.get $byte) (i32.const 128)))
            (global.set $out (local.get $out))
            (call $number (i32.add (local.get $k) (i32.const 32)))
            (local.set $out (global.get $out))
            (br $instructions)))
        (br_if $instructions (i32.ne (local.get $k) (i32.const 255))))
      (global.set $out (local.get $out))
      (call $sized (local.get $body))
      (br_if $functions (i32.lt_u (local.get $order) (i32.load (i32.const 80)))))
    (call $sized (local.get $section))
    (loop $after
      (if (i32.lt_u (i32.load (i32.const 68)) (i32.load (i32.const 84)))
        (then
          (call $rest)
          (br $after))))
    (global.get $out)))
