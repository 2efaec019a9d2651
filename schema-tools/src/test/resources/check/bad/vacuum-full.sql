vacuum full books; -- finds vacuum-full
