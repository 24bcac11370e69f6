package dev.drop444.it.spring;

import dev.drop444.it.app.Visits;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Asks for silence by status 444 in Spring's ways. */
@RestController
public class SpringPages {

  private static final int SILENCE = 444;

  @GetMapping("/hello")
  public String hello() {
    Visits.note();
    return "Hello\n";
  }

  @GetMapping("/444/entity")
  public ResponseEntity<Void> entity() {
    return ResponseEntity.status(SILENCE).build();
  }

  @GetMapping("/444/entity-body")
  public ResponseEntity<String> entityWithBody() {
    return ResponseEntity.status(SILENCE).body("Nobody may read this\n");
  }

  @GetMapping("/444/exception")
  public String exception() {
    throw new ResponseStatusException(SILENCE, /* reason= */ null, /* cause= */ null);
  }

  @GetMapping("/boom")
  public String boom() {
    throw new IllegalStateException("The application fails on purpose");
  }
}
